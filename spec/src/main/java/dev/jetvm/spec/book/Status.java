package dev.jetvm.spec.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The result of the last conformance run for each clause. */
public final class Status {
    private static final Set<String> FAILING = Set.of("fail", "crash", "timeout", "protocol-error");

    private final Map<String, Badge> badges = new HashMap<>();
    private final boolean present;
    private final String run;

    /** The status printed with a clause. */
    public enum State {
        UNTESTED("not tested"), PASS("pass"), FAIL("failing");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * The status of one clause.
     *
     * @param evidence the grade of the evidence: {@code none}, {@code example}, {@code property}
     * @param cases number of cases that test the clause
     * @param stress the stress test result for it; empty unless the report is about the bundled reference
     */
    public record Badge(State state, String evidence, int cases, Optional<Stress> stress) {
        static final Badge UNTESTED = new Badge(State.UNTESTED, "none", 0, Optional.empty());
    }

    /**
     * Evidence of stress tests of the reference's lock-free parts.
     *
     * @param verdict {@code pass}, {@code fail} or {@code not-run}
     * @param words tests and samples, in words
     */
    public record Stress(String verdict, String words) {
        static Optional<Stress> of(JsonNode node) {
            return node.isObject()
                    ? Optional.of(new Stress(node.path("verdict").asString(""), node.path("words").asString("")))
                    : Optional.empty();
        }
    }

    private Status(boolean present, String run) {
        this.present = present;
        this.run = run;
    }

    public static Status absent() {
        return new Status(false, "");
    }

    /**
     * Reads a report of format {@code jet-report/1}. Returns {@link #absent()} if the report does not exist, is not
     * complete or cannot be parsed; the book is then rendered without it.
     */
    public static Status read(Path report) throws IOException {
        if (!Files.isRegularFile(report)) {
            return absent();
        }
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readAllBytes(report));
        } catch (JacksonException e) {
            return absent();
        }
        if (!root.path("complete").asBoolean(false)) {
            return absent();
        }
        JsonNode impl = root.path("run").path("impl");
        String name = impl.isObject()
                ? (impl.path("name").asString("") + " " + impl.path("version").asString(""))
                : impl.asString("");
        Status status = new Status(true, name.strip());
        Set<String> failing = new HashSet<>();
        Set<String> passing = new HashSet<>();
        for (JsonNode result : root.path("results")) {
            String verdict = result.path("verdict").asString("");
            result.path("rules").forEach(rule -> {
                if (FAILING.contains(verdict)) {
                    failing.add(rule.asString());
                } else if (verdict.equals("pass")) {
                    passing.add(rule.asString());
                }
            });
        }
        for (JsonNode rule : root.path("rules")) {
            String id = rule.path("id").asString("");
            JsonNode cases = rule.path("cases");
            int count = cases.isArray() ? cases.size() : cases.asInt(0);
            State state = failing.contains(id) ? State.FAIL : passing.contains(id) ? State.PASS : State.UNTESTED;
            status.badges.put(id, new Badge(state, rule.path("evidence").asString("none"), count,
                    Stress.of(rule.path("stress"))));
        }
        return status;
    }

    /** Whether a report was read. */
    public boolean present() {
        return present;
    }

    /** The implementation that the report is about; empty if the report does not name it. */
    public String implementation() {
        return run;
    }

    /** The status of a clause; empty without a report. */
    public Optional<Badge> of(String clause) {
        return present ? Optional.of(badges.getOrDefault(clause, Badge.UNTESTED)) : Optional.empty();
    }
}
