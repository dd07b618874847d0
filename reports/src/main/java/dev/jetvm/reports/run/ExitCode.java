package dev.jetvm.reports.run;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import java.util.List;

/** The exit statuses of the command. Clause: CONF-20. */
public final class ExitCode {
    private ExitCode() {}

    public static final int CONFORMANT = 0;
    public static final int FAILURES = 1;
    public static final int INCONCLUSIVE = 2;
    public static final int AGENT = 3;
    public static final int SUITE_DEFECT = 4;
    public static final int USAGE = 64;
    public static final int OWN_FAULT = 70;

    /**
     * @param broken expectations that were not met
     * @param cutShort whether cases were not run because of earlier failures
     */
    public static int of(Report report, Expectations expected, List<String> broken, boolean cutShort) {
        if (report.count("suite-defect") > 0 || !report.accounting().balanced()) {
            return SUITE_DEFECT;
        }
        if (!report.run().strays().isEmpty() || report.results().stream().anyMatch(ExitCode::gaveUp)) {
            return AGENT;
        }
        List<CaseResult> unexpected = report.failures().stream().filter(result -> !expected.covers(result)).toList();
        if (!unexpected.isEmpty() || !broken.isEmpty()) {
            return FAILURES;
        }
        boolean open = report.results().stream()
                .anyMatch(result -> result.verdict().equals("inconclusive") && !expected.covers(result));
        // A run without a case says nothing; it must not look like one that passed.
        return open || cutShort || report.accounting().run() == 0 ? INCONCLUSIVE : CONFORMANT;
    }

    /** Whether the pool stopped starting agents after too many restarts, so that the remaining cases were not run. */
    private static boolean gaveUp(CaseResult result) {
        return result.verdict().equals("crash") && result.transcript().isEmpty()
                && result.detail().contains("restarts is spent");
    }
}
