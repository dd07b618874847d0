package dev.jetvm.reports.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The results of the stress tests of the reference's lock-free parts, read from the file that {@code jet stress}
 * writes. They are evidence about the bundled reference only, and supplement the evidence of the cases.
 *
 * @param java version of the virtual machine
 * @param started ISO 8601, UTC
 * @param seconds duration of the stress tests
 * @param canaries number of deliberately faulty subjects
 * @param caught number of canaries whose fault was detected; if one was missed, the run provides no evidence
 */
public record StressEvidence(String java, int processors, String started, double seconds, int canaries, int caught) {
    private static final String FORMAT = "jet-stress/1";

    /**
     * The result for one clause.
     *
     * @param verdict {@code pass}, {@code fail} or {@code not-run}
     * @param tests names of its tests
     * @param samples total number of samples of the tests
     * @param forbidden number of observed outcomes that the clause forbids
     * @param words the same in words, without the verdict
     */
    public record OfClause(String verdict, List<String> tests, long samples, long forbidden, String words) {}

    /** The evidence of the run together with the result of each clause by id. */
    public record Whole(StressEvidence run, Map<String, OfClause> clauses) {}

    /** Path of the file that {@code jet stress} writes, given the root of the project. */
    public static Path file(Path root) {
        return root.resolve("stress/target/stress/stress.json");
    }

    /** @throws ReportFile.UnreadableReport if the file is missing, has another format or is truncated */
    public static Whole read(Path file) {
        JsonNode root = ReportFile.read(file, FORMAT, JsonNode.class);
        int canaries = root.path("canaries").size();
        int caught = (int) root.path("canaries").valueStream().filter(each -> each.path("caught").asLong(0) > 0)
                .count();
        Map<String, OfClause> clauses = new TreeMap<>();
        for (JsonNode clause : root.path("clauses")) {
            String id = clause.path("id").asString("");
            clauses.put(id, clause(id, clause.path("verdict").asString("not-run"), root.path("tests")));
        }
        StressEvidence run = new StressEvidence(root.path("java").asString(""), root.path("processors").asInt(0),
                root.path("started").asString(""), root.path("seconds").asDouble(0), canaries, caught);
        return new Whole(run, clauses);
    }

    private static OfClause clause(String id, String verdict, JsonNode tests) {
        List<String> names = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        long samples = 0;
        long forbidden = 0;
        for (JsonNode test : tests) {
            if (test.path("clauses").valueStream().noneMatch(each -> each.asString("").equals(id))) {
                continue;
            }
            names.add(test.path("name").asString(""));
            samples += test.path("samples").asLong(0);
            if (test.path("verdict").asString("").equals("not-run")) {
                idle.add(test.path("name").asString(""));
            }
            for (JsonNode outcome : test.path("outcomes")) {
                // Every outcome that is not declared acceptable is forbidden.
                forbidden += outcome.path("expected").asString("").startsWith("ACCEPTABLE")
                        ? 0
                        : outcome.path("count").asLong(0);
            }
        }
        String word = verdict.equals("pass") || verdict.equals("fail") ? verdict : "not-run";
        return new OfClause(word, List.copyOf(names), samples, forbidden,
                words(word, names.size(), samples, forbidden, idle));
    }

    private static String words(String verdict, int tests, long samples, long forbidden, List<String> idle) {
        String tried = tests + (tests == 1 ? " test, " : " tests, ") + rounded(samples) + " samples, ";
        return switch (verdict) {
            case "pass" -> tried + "no forbidden outcome";
            case "fail" -> tried + (forbidden == 0 ? "a test failed" : rounded(forbidden) + " forbidden outcomes");
            default -> idle.isEmpty()
                    ? tried + "but a canary was not caught: it shows nothing"
                    : "did not run: " + String.join(", ", idle);
        };
    }

    private static String rounded(long count) {
        if (count >= 10_000_000) {
            return count / 1_000_000 + " M";
        }
        if (count >= 1_000_000) {
            return String.format(Locale.ROOT, "%.1f M", count / 1e6);
        }
        return count >= 10_000 ? count / 1_000 + " k" : Long.toString(count);
    }
}
