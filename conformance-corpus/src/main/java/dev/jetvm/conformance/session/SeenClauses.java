package dev.jetvm.conformance.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The clauses of which a case shows nothing unless one of some features is announced: the part of the case that
 * observes them is left out. {@code core.json} lists them as {@code seen}. A program shows its clauses by its output,
 * whatever else is announced.
 *
 * <p>A panic {@code out-of-memory} where a case expects none violates the clauses that {@code core.json} lists as
 * {@code exhausted}, also when no such feature is announced.
 *
 * @spec CONF-22
 */
public final class SeenClauses {
    private static final String PROGRAMS = "vm.run";
    private static final String EXHAUSTED = "out-of-memory";
    private static final SeenClauses SUITE = load();

    private final Map<String, List<String>> features = new TreeMap<>();
    private final Set<String> exhausted = new TreeSet<>();

    /** @param document the parsed {@code core.json} */
    public SeenClauses(JsonNode document) {
        document.path("seen").forEachEntry((rule, names) -> features.put(rule, texts(names)));
        exhausted.addAll(texts(document.path("exhausted")));
    }

    /** Those of the suite. */
    public static SeenClauses suite() {
        return SUITE;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static SeenClauses load() {
        try (InputStream stream = SeenClauses.class.getResourceAsStream("/jet/core.json")) {
            if (stream == null) {
                throw new IllegalStateException("/jet/core.json is not on the class path");
            }
            return new SeenClauses(JsonMapper.shared().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The features of which one is needed, by clause. */
    public Map<String, List<String>> features() {
        return Collections.unmodifiableMap(features);
    }

    /** The features of which one is needed to see anything of a clause; empty if each of its cases shows it. */
    public List<String> features(String rule) {
        return features.getOrDefault(rule, List.of());
    }

    /** Whether a case shows anything of a clause. @param requires the features that the case needs */
    public boolean shows(String rule, Set<String> requires, Predicate<String> offers) {
        return requires.contains(PROGRAMS) || features(rule).isEmpty() || features(rule).stream().anyMatch(offers);
    }

    /** Those clauses of a case of which it shows anything. */
    public List<String> shown(CaseInfo info, Predicate<String> offers) {
        return info.rules().stream().filter(rule -> shows(rule, info.requires(), offers)).toList();
    }

    /**
     * Whether a case decides anything: it shows one of its clauses, or can at least be the one that runs out of memory.
     */
    boolean decides(CaseInfo info, Predicate<String> offers) {
        return info.rules().isEmpty() || !shown(info, offers).isEmpty()
                || info.rules().stream().anyMatch(exhausted::contains);
    }

    /**
     * The clauses that a failure of a case speaks against; empty if what failed is none of what its clauses are about.
     *
     * @param observed the answer that was not expected; null if there was none
     */
    public List<String> violated(CaseInfo info, Predicate<String> offers, @Nullable JsonNode observed) {
        boolean full = observed != null && observed.path("code").asString("").equals(EXHAUSTED);
        return info.rules().stream()
                .filter(rule -> shows(rule, info.requires(), offers) || full && exhausted.contains(rule)).toList();
    }
}
