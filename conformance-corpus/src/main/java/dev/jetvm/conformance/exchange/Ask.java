package dev.jetvm.conformance.exchange;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CurrentCase;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A question to the implementation of the current case, built member by member. Not reusable after {@link #send}. */
public final class Ask {
    private final String op;
    private final ObjectNode members = Wire.object();

    private Ask(String op) {
        this.op = op;
    }

    public static Ask op(String op) {
        return new Ask(op);
    }

    public Ask with(String name, JsonNode value) {
        members.set(name, value);
        return this;
    }

    public Ask with(String name, String value) {
        members.put(name, value);
        return this;
    }

    public Ask with(String name, long value) {
        members.put(name, value);
        return this;
    }

    public Ask with(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** Bytes, sent as base64. */
    public Ask with(String name, byte[] value) {
        members.put(name, Wire.base64(value));
        return this;
    }

    /** Every member of {@code more}. */
    public Ask withAll(ObjectNode more) {
        members.setAll(more);
        return this;
    }

    /** Sends the question and waits for the answer, whatever it is. */
    public Reply send() {
        Request request = new Request(op, members);
        return new Reply(request, CurrentCase.run().call(request));
    }

    /** Sends the question; the answer has to be {@code ok}. */
    public Reply sendOk() {
        return send().ok();
    }

    /** Sends the question; the answer has to be {@code ok} with at least these members in its value. */
    public Reply expect(Consumer<ObjectNode> value) {
        ObjectNode expected = Wire.object();
        value.accept(expected);
        return send().is(expected);
    }
}
