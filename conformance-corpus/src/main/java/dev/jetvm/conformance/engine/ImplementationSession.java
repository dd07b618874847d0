package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.agent.CommandLine;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.SuiteSession;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * The implementation under test when a runner of the JUnit Platform other than {@code jet conformance} runs the cases.
 *
 * @param agents the agents of the implementation; null if the listener of the run has entered the case already
 * @param seed seed of the run
 */
record ImplementationSession(@Nullable SuiteSession agents, long seed) implements AutoCloseable {

    /**
     * Starts the implementation that {@link CorpusEngine#IMPLEMENTATION} names, if it names one.
     *
     * @param threads maximum number of its processes
     * @throws IllegalArgumentException if the command is malformed
     */
    static ImplementationSession of(ConfigurationParameters parameters, int threads) {
        long seed = parameters.get(CorpusEngine.SEED, Long::valueOf).orElse(0L);
        double scale = parameters.get(CorpusEngine.TIME_SCALE, Double::valueOf).orElse(1.0);
        return new ImplementationSession(parameters.get(CorpusEngine.IMPLEMENTATION)
                .map(command -> AgentPool.start(AgentOptions.of(CommandLine.parse(command)).withAgents(threads)
                        .withSeed(seed).withBudgets(Budgets.DEFAULT.scaled(scale))))
                .orElse(null), seed);
    }

    /** Executes a case; throws {@link dev.jetvm.conformance.session.VerdictError} unless it passes. */
    void play(CorpusCase of) {
        SuiteSession session = agents;
        if (session == null) {
            CaseExecution.play(of);
            return;
        }
        CurrentCase.enter(session, of.info(seed));
        try {
            CaseExecution.play(of);
        } finally {
            CaseRun run = CurrentCase.exit();
            if (run != null) {
                run.close();
            }
        }
    }

    @Override
    public void close() {
        SuiteSession session = agents;
        if (session != null) {
            session.close();
        }
    }
}
