package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.agent.Calibration;
import dev.jetvm.conformance.agent.CommandLine;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.VerdictError;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * The implementation under test when a runner of the JUnit Platform other than {@code jet conformance} runs the cases.
 *
 * @param agents the agents of the implementation; null if the listener of the run has entered the case already
 * @param seed seed of the run
 * @param budgetFactor factor of the time limits, from 1: measured, or given by the user
 */
record ImplementationSession(@Nullable SuiteSession agents, long seed, double budgetFactor) implements AutoCloseable {
    private static final int MOST = 1000;

    /**
     * Starts the implementation that {@link CorpusEngine#IMPLEMENTATION} names, if it names one.
     *
     * @param threads maximum number of its processes
     * @throws IllegalArgumentException if the command is malformed
     */
    static ImplementationSession of(ConfigurationParameters parameters, int threads) {
        long seed = parameters.get(CorpusEngine.SEED, Long::valueOf).orElse(0L);
        double scale = parameters.get(CorpusEngine.TIME_SCALE, Double::valueOf).orElse(1.0);
        Double given = parameters.get(CorpusEngine.BUDGET_FACTOR, Double::valueOf).orElse(null);
        String command = parameters.get(CorpusEngine.IMPLEMENTATION).orElse(null);
        if (command == null) {
            return new ImplementationSession(null, seed, 1);
        }
        if (given != null && !(given >= 1 && given <= MOST)) {
            throw new IllegalArgumentException(
                    CorpusEngine.BUDGET_FACTOR + " is a number from 1 to " + MOST + ", not " + given);
        }
        AgentPool pool = AgentPool.start(AgentOptions.of(CommandLine.parse(command)).withAgents(threads)
                .withSeed(seed).withBudgets(Budgets.DEFAULT.scaled(scale)));
        return new ImplementationSession(pool, seed, calibrated(pool, given));
    }

    /** The budget factor. An implementation that cannot be started fails each case, so the run goes on with the factor 1. */
    private static double calibrated(AgentPool pool, @Nullable Double given) {
        try {
            return new Calibration().limit(pool, given);
        } catch (VerdictError _) {
            return 1;
        }
    }

    /** Executes a case; throws {@link VerdictError} unless it passes. */
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
