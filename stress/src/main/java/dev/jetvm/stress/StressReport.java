package dev.jetvm.stress;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of a stress run.
 *
 * @param java the version of the JVM
 * @param processors the number of available processors
 * @param started the start time, ISO 8601, in UTC
 * @param seconds the duration of the run
 * @param tests the tests of the runtime, including those that did not run
 * @param canaries the subjects with a known race
 * @param clauses the verdict for each clause that a test covers
 * @param complete always true and written last: a file without it is truncated
 */
public record StressReport(String format, String java, int processors, String started, double seconds,
        List<TestEvidence> tests, List<CanaryEvidence> canaries, List<ClauseEvidence> clauses, boolean complete) {
    public static final String FORMAT = "jet-stress/1";

    /** The number of times an outcome was observed. */
    public record OutcomeCount(String outcome, String expected, long count) {}

    /**
     * The result of one test.
     *
     * @param verdict {@code pass}, {@code fail} or {@code not-run}
     */
    public record TestEvidence(String name, List<String> clauses, String verdict, long samples,
            List<OutcomeCount> outcomes, List<String> messages) {}

    /**
     * The result of one canary.
     *
     * @param fault the outcomes that show the fault, separated by {@code |}
     * @param caught the number of times the fault was observed
     */
    public record CanaryEvidence(String name, String fault, long samples, long caught) {}

    /**
     * The verdict for one clause.
     *
     * @param verdict {@code fail} if a test of the clause failed, {@code pass} if every test of the clause passed and
     *         every canary was caught, otherwise {@code not-run}
     */
    public record ClauseEvidence(String id, String verdict, List<String> tests) {}

    static StressReport of(String java, int processors, String started, double seconds, List<TestEvidence> tests,
            List<CanaryEvidence> canaries) {
        boolean valid = canaries.stream().allMatch(canary -> canary.caught() > 0);
        Set<String> ids = tests.stream().flatMap(test -> test.clauses().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<ClauseEvidence> clauses = ids.stream().map(id -> clause(id, tests, valid)).toList();
        return new StressReport(FORMAT, java, processors, started, seconds, tests, canaries, clauses, true);
    }

    private static ClauseEvidence clause(String id, List<TestEvidence> tests, boolean valid) {
        List<TestEvidence> about = tests.stream().filter(test -> test.clauses().contains(id)).toList();
        String verdict = Stream.of("fail", "not-run").filter(word -> has(about, word)).findFirst()
                .orElse(valid ? "pass" : "not-run");
        return new ClauseEvidence(id, verdict, about.stream().map(TestEvidence::name).toList());
    }

    private static boolean has(List<TestEvidence> tests, String verdict) {
        return tests.stream().anyMatch(test -> test.verdict().equals(verdict));
    }

    /**
     * Returns the exit status: 0 if every test passed and every canary was caught, 1 if a test failed, otherwise 2.
     */
    int exitStatus() {
        if (has(tests, "fail")) {
            return 1;
        }
        return has(tests, "not-run") || canaries.stream().anyMatch(canary -> canary.caught() == 0) ? 2 : 0;
    }
}
