package dev.jetvm.reports.model;

import dev.jetvm.conformance.session.CaseRun.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of one case.
 *
 * @param verdict the word of {@link dev.jetvm.conformance.session.Verdict}
 * @param detail one sentence; empty for a pass
 * @param duration in milliseconds
 * @param attempts 1, or 2 when it was run again after a crash
 * @param seed as a decimal string
 * @param repro a command that runs this case alone
 * @param transcript the last lines, oldest first; empty for a pass
 * @param stderrTail the last lines of the agent's standard error; empty for a pass
 */
public record CaseResult(String id, String title, List<String> rules, String chapter, String level, String kind,
        String profile, String verdict, String detail, @Nullable JsonNode expected, @Nullable JsonNode observed,
        double duration, int attempts, String seed, String repro, List<Exchange> transcript, String stderrTail) {

    /** Whether the implementation is to blame. */
    public boolean failed() {
        return switch (verdict) {
            case "fail", "crash", "timeout", "protocol-error" -> true;
            default -> false;
        };
    }
}
