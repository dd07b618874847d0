package dev.jetvm.conformance.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer.
 *
 * @param outcome the kind of the answer
 * @param message the whole message as received
 */
public record Answer(Outcome outcome, ObjectNode message) {

    /** The {@code value} of an {@code ok} answer; a missing node for any other answer. */
    public JsonNode value() {
        JsonNode value = message.get("value");
        return value == null ? MissingNode.getInstance() : value;
    }

    /** The normative code of a {@code panic}, {@code reject} or {@code error}; empty for any other answer. */
    public String code() {
        JsonNode code = message.get("code");
        return code == null ? "" : code.asString("");
    }
}
