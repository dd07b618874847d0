package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * One exchange of a case.
 *
 * @param sent what goes to the implementation
 * @param expect the pattern that the answer has to meet, see {@link Matcher}
 */
public record Step(Sent sent, ObjectNode expect) {

    /** What goes to the implementation: a message of the protocol, or a line as it is. */
    public sealed interface Sent {}

    /** A request; the kit gives it its {@code id}. */
    public record Message(Request request) implements Sent {}

    /**
     * A line sent as it is, for cases about the transport itself.
     *
     * @param text the bytes of the line without padding and line end; not to be changed
     * @param padTo the line is filled up with blanks to this many bytes; 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody: a line is only sent
    public record Raw(byte[] text, int padTo) implements Sent {

        /** The whole line without its line end. */
        public byte[] line() {
            byte[] line = new byte[Math.max(text.length, padTo)];
            System.arraycopy(text, 0, line, 0, text.length);
            java.util.Arrays.fill(line, text.length, line.length, (byte) ' ');
            return line;
        }
    }
}
