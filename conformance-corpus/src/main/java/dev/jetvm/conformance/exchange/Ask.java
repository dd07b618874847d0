package dev.jetvm.conformance.exchange;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CurrentCase;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request to the implementation of the current case, built member by member. Not reusable after {@link #send}. */
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

    /** Adds a member with bytes, encoded in base64. */
    public Ask with(String name, byte[] value) {
        members.put(name, Wire.base64(value));
        return this;
    }

    /** Adds every member of {@code more}. */
    public Ask withAll(ObjectNode more) {
        members.setAll(more);
        return this;
    }

    /** Sends the request and waits for the answer, whatever its outcome. */
    public Reply send() {
        Request request = new Request(op, members);
        return new Reply(request, CurrentCase.run().call(request));
    }

    /** Sends the request; the answer must be {@code ok}. */
    public Reply sendOk() {
        return send().ok();
    }

    /** Sends the request; the answer must be {@code ok} and its value must contain at least these members. */
    public Reply expect(Consumer<ObjectNode> value) {
        ObjectNode expected = Wire.object();
        value.accept(expected);
        return send().is(expected);
    }
}
