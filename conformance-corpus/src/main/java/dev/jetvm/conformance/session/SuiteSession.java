package dev.jetvm.conformance.session;

/** A run of the suite against one implementation. Thread-safe. */
public interface SuiteSession extends AutoCloseable {

    /**
     * Begins a case: waits for an available agent, configures the case's profile and resets the agent.
     *
     * @throws VerdictError {@code unsupported} if a required feature is not announced, {@code crash}, {@code timeout}
     *        or {@code protocol-error} if no agent is available
     */
    CaseRun begin(CaseInfo info);

    /** Factor of the number of samples that each property tries, above 0. */
    default double effort() {
        return 1;
    }

    /** Ends all agents and their processes. Idempotent. */
    @Override
    void close();
}
