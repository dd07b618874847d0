package dev.jetvm.conformance.session;

import tools.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running case. It holds an agent, records the transcript and, after a crash, replays the transcript once on a new
 * agent. After the first {@link VerdictError}, every further call throws the same error immediately.
 */
public interface CaseRun extends AgentLink, AutoCloseable {

    /** The member for the first signal that was not sent, and why, in words. */
    String UNSENT = "unsent";

    CaseInfo info();

    /**
     * Starts a program in a process of its own and waits for its end.
     *
     * @return its {@code status}, and what it wrote to {@code stdout} and {@code stderr}; and {@link #UNSENT}, if a
     *         signal was not sent
     * @throws VerdictError if it does not start or end in time, writes too much, or is not offered
     */
    default ObjectNode start(Launch launch) {
        throw new VerdictError(Verdict.UNSUPPORTED, "needs a command that starts programs, jet conformance --exec");
    }

    /** Notes that a part of the case is not run, because this feature is not announced. */
    default void leaveOut(String feature) {}

    /** The features of the parts that were not run, sorted. */
    default List<String> leftOut() {
        return List.of();
    }

    /**
     * The outcomes of a program that may have several.
     *
     * @param seen how many different ones were seen
     * @param of how many are permitted
     */
    record Outcomes(int seen, int of) {}

    /** Notes which of several permitted outcomes a run of the program of the case had. */
    default void saw(int outcome, int of) {}

    /** The outcomes noted; null for a case that is not about them. */
    default @Nullable Outcomes outcomes() {
        return null;
    }

    /** The last lines sent and received, oldest first, bounded. */
    List<Exchange> transcript();

    /**
     * Restarts the transcript with the next line sent. A property calls this before it runs its smallest sample again.
     */
    default void focus() {}

    /** Number of attempts of the case: 1, or 2 if it was rerun after a crash. */
    int attempts();

    /** The id of the case that the process of the agent served before this one; empty if it served none. */
    default String servedBefore() {
        return "";
    }

    /** The last lines of the agent's standard error while this case ran, bounded; empty if there were none. */
    String stderrTail();

    /** Returns the agent to the session. */
    @Override
    void close();

    /** A line sent and the line received, without line ends; {@code received} is empty if no line was received. */
    record Exchange(String sent, String received) {}
}
