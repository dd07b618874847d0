package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Request;
import java.util.Arrays;
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
     * @param head the bytes before the padding; not to be changed
     * @param tail the bytes behind it
     * @param pad what the line is filled up with
     * @param padTo to this many bytes, the line end not counted; 0 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody: a line is only sent
    public record Raw(byte[] head, byte[] tail, byte pad, int padTo) implements Sent {

        /** The whole line without its line end. */
        public byte[] line() {
            byte[] line = new byte[Math.max(head.length + tail.length, padTo)];
            System.arraycopy(head, 0, line, 0, head.length);
            Arrays.fill(line, head.length, line.length - tail.length, pad);
            System.arraycopy(tail, 0, line, line.length - tail.length, tail.length);
            return line;
        }
    }
}
