package dev.jetvm.conformance.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer.
 *
 * @param outcome how the implementation answered
 * @param message the whole message as received
 */
public record Answer(Outcome outcome, ObjectNode message) {

    /** The {@code value} of an {@code ok} answer; a missing node when there is none. */
    public JsonNode value() {
        JsonNode value = message.get("value");
        return value == null ? MissingNode.getInstance() : value;
    }

    /** The normative code of a {@code panic}, {@code reject} or {@code error}; empty when there is none. */
    public String code() {
        JsonNode code = message.get("code");
        return code == null ? "" : code.asString("");
    }
}
