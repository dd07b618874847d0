package dev.jetvm.stress;

import dev.jetvm.stress.StressReport.CanaryEvidence;
import dev.jetvm.stress.StressReport.OutcomeCount;
import dev.jetvm.stress.StressReport.TestEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** Grades the raw results of jcstress. A test without results did not run. */
final class Results {
    private final Map<String, List<TestResult>> byName = new TreeMap<>();

    void add(Collection<TestResult> results) {
        results.forEach(result -> byName.computeIfAbsent(result.getName(), _ -> new ArrayList<>()).add(result));
    }

    private List<TestResult> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    private long samples(String name) {
        return of(name).stream().mapToLong(TestResult::getTotalCount).sum();
    }

    /** Whether a test has at least {@code least} samples, or a canary was caught. */
    boolean isEnough(Class<?> subject, long least) {
        Canary canary = subject.getAnnotation(Canary.class);
        return canary == null ? samples(subject.getName()) >= least : canary(subject, canary).caught() > 0;
    }

    TestEvidence test(Class<?> test, Clause clause) {
        Map<String, OutcomeCount> outcomes = new TreeMap<>();
        List<String> messages = new ArrayList<>();
        boolean failed = false;
        for (TestResult result : of(test.getName())) {
            failed |= result.status() != Status.NORMAL || !result.grading().isPassed;
            messages.addAll(result.grading().failureMessages);
            messages.addAll(result.getMessages());
            result.grading().gradingResults.values().forEach(grade -> outcomes.merge(grade.id, outcome(grade),
                    (left, right) -> new OutcomeCount(left.outcome(), left.expected(), left.count() + right.count())));
        }
        long samples = samples(test.getName());
        String verdict = failed ? "fail" : samples == 0 ? "not-run" : "pass";
        return new TestEvidence(test.getSimpleName(), List.of(clause.value()), verdict, samples,
                List.copyOf(outcomes.values()), messages);
    }

    private static OutcomeCount outcome(GradingResult grade) {
        return new OutcomeCount(grade.id, grade.expect.name(), grade.count);
    }

    CanaryEvidence canary(Class<?> test, Canary canary) {
        long caught = of(test.getName()).stream()
                .mapToLong(result -> Arrays.stream(canary.value().split("\\|")).mapToLong(result::getCount).sum())
                .sum();
        return new CanaryEvidence(test.getSimpleName(), canary.value(), samples(test.getName()), caught);
    }
}
