package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.protocol.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * One exchange of a case.
 *
 * @param sent the message or line sent to the implementation
 * @param expect the pattern that the answer must match, see {@link Matcher}
 * @param when features without which this step is left out; empty for a step that the case cannot do without
 */
public record Step(Sent sent, ObjectNode expect, Set<String> when) {
    /** The feature of an implementation that reads modules as text. */
    public static final String TEXT = "vm.text";

    public Step {
        when = Set.copyOf(when);
    }

    /** A step that is never left out. */
    public Step(Sent sent, ObjectNode expect) {
        this(sent, expect, Set.of());
    }

    /** The request, with its modules as text if they are given in both forms; empty for a raw line and for a process. */
    public Optional<Request> request() {
        return switch (sent) {
            case Message(Request request) -> Optional.of(request);
            case Program(Request text, Request _) -> Optional.of(text);
            case Raw _,Start _ -> Optional.empty();
        };
    }

    /** A message of the protocol, one with modules in two forms, a raw line, or a process that is started. */
    public sealed interface Sent {}

    /** A request; the suite assigns its {@code id}. */
    public record Message(Request request) implements Sent {}

    /**
     * A request whose modules are given as text, and the same request with their binaries, which is sent to an
     * implementation that does not read text. Neither must be modified.
     */
    public record Program(Request text, Request binary) implements Sent {}

    /** A process, whose status and output are the answer. It is the only step of its case. */
    public record Start(Launch launch) implements Sent {}

    /**
     * A line sent unchanged, for cases about the transport itself.
     *
     * @param head the bytes before the padding; must not be modified
     * @param tail the bytes after the padding
     * @param pad the padding byte
     * @param padTo length of the padded line in bytes without the line end; 0 for no padding
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a line is only sent
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
