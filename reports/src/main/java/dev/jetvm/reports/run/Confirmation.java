package dev.jetvm.reports.run;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.reports.model.CaseResult;

/** What a second run of a failed case, in a process of its own, says about the failure. */
final class Confirmation {
    private static final String HISTORY = "history";
    private static final String TASKS = "vm.tasks";

    private Confirmation() {}

    /**
     * Returns what is said of the first result, or an empty text if the second one confirms it.
     *
     * @param before the case that the process of the first run served before
     * @param always whether the case failed each time of several; one failure can also be a random one
     */
    static String sentence(CaseInfo info, CaseResult first, CaseResult alone, String before, boolean always) {
        if (first.verdict().equals(alone.verdict())) {
            return "";
        }
        boolean passes = alone.verdict().equals(Verdict.PASS.word());
        String end = passes ? "passes alone" : "alone it ends as %s (%s)".formatted(alone.verdict(), alone.detail());
        // What threads do may differ from run to run, so a pass says little about what was served before.
        String cause = info.kind().equals(HISTORY) || info.requires().contains(TASKS)
                ? "its threads race, so it may fail in some runs only (try --repeat)"
                : "state is left over from %s or an earlier case%s".formatted(before,
                        always ? "" : ", or it fails in some runs only (try --repeat)");
        return "failed after other cases, %s: %s; %s".formatted(end, cause, first.detail());
    }
}
