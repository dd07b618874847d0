package dev.jetvm.conformance.session;

/** A run of the suite against one implementation. Thread-safe. */
public interface SuiteSession extends AutoCloseable {

    /**
     * Starts a case: waits for a free agent, brings it into the case's profile and resets it.
     *
     * @throws VerdictError {@code unsupported} if a required feature is not announced, {@code crash},
     *         {@code timeout} or {@code protocol-error} if no agent could be had
     */
    CaseRun begin(CaseInfo info);

    /** Ends all agents; no process is left behind. Idempotent. */
    @Override
    void close();
}
