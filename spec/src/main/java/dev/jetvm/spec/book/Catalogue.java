package dev.jetvm.spec.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue of requirements by ID. The book may split a requirement into several clauses ({@code VAL-05a}) and may append
 * requirements to a prefix. It must not reuse a number up to the last one of the catalogue for a different requirement.
 */
public final class Catalogue {
    /** Prefixes that are defined by the book instead of the catalogue. */
    private static final Set<String> OWN_PREFIXES = Set.of("ASM", "CONF", "MEM");
    private static final Pattern ID = Pattern.compile("([A-Z]+)-(\\d{2,3})([a-z]?)");

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Integer> last = new LinkedHashMap<>();

    /**
     * One requirement.
     *
     * @param title the requirement in short, without the decisions that it depends on
     * @param chapter number of the chapter in the catalogue, or {@code annex}
     * @param observable {@code PROG}, {@code PORT}, {@code REF} or {@code NONE}
     * @param test the kind of test appropriate for it
     */
    public record Row(String id, String title, String chapter, String observable, String test, List<String> errata) {
        public String prefix() {
            return id.substring(0, id.indexOf('-'));
        }
    }

    private Catalogue(JsonNode rows) {
        for (JsonNode row : rows) {
            List<String> errata = row.get("errata").valueStream().map(JsonNode::asString).toList();
            String id = row.get("id").asString();
            this.rows.put(id,
                    new Row(id, row.get("title").asString(), row.get("chapter").asString(),
                            row.get("observable").asString(),
                            row.get("test").asString(), errata));
            int dash = id.indexOf('-');
            last.merge(id.substring(0, dash), Integer.parseInt(id.substring(dash + 1)), Math::max);
        }
    }

    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream("/dev/jetvm/spec/catalogue.json")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.json is not on the class path");
            }
            return new Catalogue(JsonMapper.shared().readTree(in).get("rows"));
        } catch (IOException e) {
            throw new UncheckedIOException("reading catalogue.json", e);
        }
    }

    public Collection<Row> rows() {
        return rows.values();
    }

    /** The reason why a clause cannot have this ID; empty if it can. */
    public Optional<String> objection(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.of("'" + id + "' is no clause ID: a prefix, a dash, two digits or three, perhaps a letter");
        }
        String prefix = parts.group(1);
        if (OWN_PREFIXES.contains(prefix)) {
            return Optional.empty();
        }
        Integer end = last.get(prefix);
        if (end == null) {
            return Optional.of(id + ": the catalogue has no prefix " + prefix + "; it has "
                    + String.join(" ", last.keySet()));
        }
        boolean known = rows.containsKey(prefix + "-" + parts.group(2));
        boolean continued = Integer.parseInt(parts.group(2)) > end;
        return known || continued
                ? Optional.empty()
                : Optional.of(id + " is not in the catalogue, whose " + prefix + " rows end at " + end);
    }
}
