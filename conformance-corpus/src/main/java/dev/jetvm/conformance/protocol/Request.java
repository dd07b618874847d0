package dev.jetvm.conformance.protocol;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request before it gets its {@code id}: the operation and its members.
 *
 * @param op the operation, {@code value.encode}
 * @param members everything of the message but {@code id} and {@code op}; not to be changed after construction
 */
public record Request(String op, ObjectNode members) {

    public static Request of(String op) {
        return new Request(op, JsonNodeFactory.instance.objectNode());
    }

    /** The message as it goes over the wire, {@code id} and {@code op} first. */
    public ObjectNode toMessage(long id) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("id", id);
        message.put("op", op);
        message.setAll(members);
        return message;
    }
}
