package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.reports.model.StressEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run.
 *
 * @param agents the agents of the implementation
 * @param processes how the cases about processes are run
 * @param command the command as given by the user
 * @param maxFail number of unexpected failures after which the run stops; 0 for no limit
 * @param repeat number of times every selected case is run
 * @param expected accepted failures
 * @param argv the arguments of the command, for the report
 * @param budgetFactor factor of the time limits; null if it is measured
 * @param stress stress evidence if the implementation is the bundled reference; null otherwise
 * @param reproSuffix options of a repro command in addition to the case's id
 */
public record RunOptions(AgentOptions agents, ProcessCases processes, String command, Selection selection, int maxFail,
        int repeat,
        Expectations expected, List<String> argv, String reproSuffix, @Nullable Double budgetFactor,
        StressEvidence.@Nullable Whole stress) {}
