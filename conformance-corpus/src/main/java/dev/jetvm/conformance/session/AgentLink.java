package dev.jetvm.conformance.session;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;

/** The connection of a running case to its agent. Every method may throw {@link VerdictError}, which ends the case. */
public interface AgentLink {

    /** Sends one request and waits for its answer within the reply budget. */
    Answer call(Request request);

    /**
     * Sends a line unchanged except for an added line end, and waits for the next answer with any id. Used by cases
     * about the transport itself.
     *
     * @param line the bytes of the line without its line end
     */
    Answer callRaw(byte[] line);

    /**
     * Closes the agent's standard input and waits within the grace time for the process to end. Nothing can be sent
     * afterwards.
     *
     * @return the exit status
     * @throws VerdictError if the process does not end, or if this link does not own its process
     */
    default int closeInput() {
        throw new VerdictError(Verdict.SUITE_DEFECT, "no process whose input could be closed");
    }

    /** Whether the agent announced this feature ({@code value.words}, {@code profile.nan}). */
    boolean offers(String feature);
}
