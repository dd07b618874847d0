package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.reports.model.StressEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run needs to know.
 *
 * @param agents how to start the implementation
 * @param command the same as the user wrote it
 * @param maxFail stop after this many failures that are not expected; 0 for never
 * @param repeat how often every wanted case is run
 * @param expected failures that are known
 * @param argv the arguments of the command, for the report
 * @param stress of the bundled reference, if that is what is run
 * @param reproSuffix options that a repro command needs besides the case's id
 */
public record RunOptions(AgentOptions agents, String command, Selection selection, int maxFail, int repeat,
        Expectations expected, List<String> argv, String reproSuffix, StressEvidence.@Nullable Whole stress) {}
