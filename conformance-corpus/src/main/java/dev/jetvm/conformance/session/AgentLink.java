package dev.jetvm.conformance.session;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;

/** What a running case talks to. Every method may throw {@link VerdictError}, which ends the case. */
public interface AgentLink {

    /** Sends one request and waits for its answer within the reply budget. */
    Answer call(Request request);

    /**
     * Sends a line as it is, a line end added, and waits for the next answer whatever its id: for cases about the
     * transport itself.
     *
     * @param line the bytes of the line without its line end
     */
    Answer callRaw(byte[] line);

    /**
     * Closes the agent's standard input and waits within the grace time for the process to end. Nothing can be sent
     * afterwards.
     *
     * @return the exit status
     * @throws VerdictError if it does not end, or if this link has no process of its own
     */
    default int closeInput() {
        throw new VerdictError(Verdict.SUITE_DEFECT, "no process whose input could be closed");
    }

    /** Whether the agent announced this feature ({@code value.words}, {@code profile.nan}). */
    boolean offers(String feature);
}
