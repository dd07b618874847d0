package dev.jetvm.conformance.session;

import java.util.List;

/**
 * One case while it runs: holds an agent, keeps the transcript, and after a crash replays it once on a fresh agent.
 * After the first {@link VerdictError} every further call throws the same error at once.
 */
public interface CaseRun extends AgentLink, AutoCloseable {

    CaseInfo info();

    /** The last lines sent and received, oldest first, bounded. */
    List<Exchange> transcript();

    /**
     * What was said so far explains nothing: with the next line sent, the transcript begins anew. A property calls it
     * before it runs its smallest sample once more.
     */
    default void focus() {}

    /** Attempts that the case took: 1, or 2 when it was rerun after a crash. */
    int attempts();

    /** The last lines of the agent's standard error while this case ran, bounded; empty if there were none. */
    String stderrTail();

    /** Gives the agent back. */
    @Override
    void close();

    /** A line sent and the line received, without line ends; {@code received} is empty when nothing came. */
    record Exchange(String sent, String received) {}
}
