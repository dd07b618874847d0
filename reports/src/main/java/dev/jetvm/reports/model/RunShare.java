package dev.jetvm.reports.model;

/** How much of the suite a run says anything about, in words. */
public final class RunShare {
    private RunShare() {}

    /** Whether the user ran only a part of the suite, by a filter, a sample, a shard or by stopping the run. */
    public static boolean isPartial(Report report) {
        return report.accounting().filtered() > 0 || report.results().stream()
                .anyMatch(result -> result.verdict().equals("skipped") && !result.notApplicable());
    }

    /** How the cases were selected, {@code filtered by -k gc-*}; empty if the run was one of the whole suite. */
    public static String filter(Report report) {
        String filters = String.join("; ", report.run().filters());
        if (!isPartial(report)) {
            return filters.isEmpty() ? "" : "joined from " + filters;
        }
        return report.accounting().filtered() == 0 && filters.isEmpty()
                ? "stopped early"
                : "filtered" + (filters.isEmpty() ? "" : " by " + filters);
    }

    /** One sentence on how many cases were run; empty if all cases of the suite were. */
    public static String sentence(Report report) {
        Accounting counts = report.accounting();
        if (isPartial(report)) {
            return "A part of the suite, %s: %d of %d cases were selected, and %d of these were run%s.".formatted(
                    filter(report), counts.selected(), counts.discovered(), counts.run(), counts.unsupported() == 0
                            ? ""
                            : "; %d need %s".formatted(counts.unsupported(), needed(report)));
        }
        return counts.unsupported() == 0
                ? ""
                : percent(counts.run(), counts.selected())
                        + " of it was run; the rest needs " + needed(report) + ".";
    }

    private static String needed(Report report) {
        return NotRun.AGENT.count(report) > 0 ? "an agent" : "features that are not announced";
    }

    /** {@code 15 %}, rounded down, but {@code under 1 %} if it is more than nothing. */
    public static String percent(int run, int of) {
        int share = Accounting.share(run, of);
        return share == 0 && run > 0 ? "under 1 %" : share + " %";
    }
}
