package dev.jetvm.conformance.protocol;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request without its {@code id}: the operation and its members.
 *
 * @param op name of the operation, {@code value.encode}
 * @param members all members of the message except {@code id} and {@code op}; must not be modified after construction
 */
public record Request(String op, ObjectNode members) {

    public static Request of(String op) {
        return new Request(op, JsonNodeFactory.instance.objectNode());
    }

    /** The complete message, with {@code id} and {@code op} first. */
    public ObjectNode toMessage(long id) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("id", id);
        message.put("op", op);
        message.setAll(members);
        return message;
    }
}
