package dev.jetvm.reports.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why cases are not run that need another way to the implementation than the user gave: an agent, or a command. */
public enum NotRun {
    /** The user gave a command that starts programs, and no agent. */
    AGENT("an agent (--impl)"),
    /** The user gave an agent, and no command that starts programs. */
    COMMAND("a command that starts programs (--exec)");

    private static final String NEEDS = "needs ";

    private final String need;

    NotRun(String need) {
        this.need = need;
    }

    /** The sentence of a result. */
    public String detail() {
        return NEEDS + need;
    }

    private boolean isReasonOf(CaseResult result) {
        return result.verdict().equals("unsupported") && result.detail().equals(detail());
    }

    /** Number of the cases of a report that were not run for this reason. */
    public long count(Report report) {
        return report.results().stream().filter(this::isReasonOf).count();
    }

    /** {@code 20 cases need a command that starts programs (--exec)}; empty if all cases had what they need. */
    public static String sentence(Report report) {
        Map<NotRun, Long> counts = new TreeMap<>();
        for (NotRun reason : values()) {
            if (reason.count(report) > 0) {
                counts.put(reason, reason.count(report));
            }
        }
        return counts.entrySet().stream().map(entry -> String.format("%,d %s %s", entry.getValue(),
                entry.getValue() == 1 ? "case needs" : "cases need", entry.getKey().need))
                .collect(Collectors.joining("; "));
    }
}
