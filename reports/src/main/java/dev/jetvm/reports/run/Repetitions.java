package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import java.util.HashMap;
import java.util.Map;

/** How often each case of a run with {@code --repeat} was run, and how often it failed. */
final class Repetitions {
    private final Map<String, Integer> runs = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    void add(CaseResult result) {
        if (result.ran()) {
            runs.merge(result.id(), 1, Integer::sum);
            if (result.failed()) {
                failures.merge(result.id(), 1, Integer::sum);
            }
        }
    }

    /** Whether the case was run several times and failed each time. */
    boolean always(String id) {
        return runs(id) > 1 && failures(id) == runs(id);
    }

    /** Whether the case failed in some of its runs and not in the others. */
    boolean sometimes(String id) {
        return failures(id) > 0 && failures(id) < runs(id);
    }

    /** The result with the number of failures before its sentence, if its case failed and was run several times. */
    CaseResult counted(CaseResult result) {
        String id = result.id();
        return result.failed() && runs(id) > 1
                ? result.saying("failed %d of %d times; %s".formatted(failures(id), runs(id), result.detail()))
                : result;
    }

    private int runs(String id) {
        return runs.getOrDefault(id, 0);
    }

    private int failures(String id) {
        return failures.getOrDefault(id, 0);
    }
}
