package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A failure as data of a report: the end of the longest linearizable prefix, the operation that does not fit, and the part that
 * fails by itself. Times are ranks of events. Values other than numbers are texts.
 */
public final class FailureJson {
    /** Operations of the prefix that are kept: the last before the culprit. */
    private static final int KEPT = 80;

    private FailureJson() {}

    public static ObjectNode write(Failure failure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        failure.culprit().ifPresent(culprit -> json.set("culprit", write(culprit)));
        failure.states().forEach(json.putArray("states")::add);
        failure.answers().forEach(json.putArray("answers")::add);
        json.put("moreStates", failure.moreStates()).put("shrinking", failure.shrinking())
                .put("answered", failure.answered());
        List<Operation> prefix = failure.prefix();
        write(json.putArray("prefix"), prefix.subList(Math.max(0, prefix.size() - KEPT), prefix.size()));
        write(json.putArray("shrunk"), failure.shrunk());
        return json;
    }

    private static void write(ArrayNode array, List<Operation> operations) {
        operations.forEach(each -> array.add(write(each)));
    }

    private static ObjectNode write(Operation operation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("index", operation.index())
                .put("thread", operation.thread()).put("op", operation.name());
        put(json, "arg", operation.argument());
        json.put("outcome", operation.outcome());
        put(json, "result", operation.result());
        json.put("start", operation.start());
        if (!operation.pending()) {
            json.put("end", operation.end());
        }
        return json;
    }

    private static void put(ObjectNode json, String member, Object value) {
        if (value instanceof Long number) {
            json.put(member, number);
        } else if (!value.equals(Values.NIL) && !value.equals(Values.ABSENT)) {
            json.put(member, Values.plain(value));
        }
    }

    /** The failure in a report; of its prefix, what was kept. */
    public static Failure read(JsonNode json) {
        Optional<Operation> culprit = json.path("culprit").isObject()
                ? Optional.of(operation(json.path("culprit")))
                : Optional.empty();
        List<Operation> shrunk = operations(json.path("shrunk"));
        return new Failure("", shrunk, operations(json.path("prefix")), culprit, texts(json.path("states")),
                json.path("moreStates").asBoolean(false), texts(json.path("answers")), shrunk,
                json.path("shrinking").asString(""), json.path("answered").asLong(0));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(text -> text.asString("")).toList();
    }

    private static List<Operation> operations(JsonNode array) {
        return array.valueStream().map(FailureJson::operation).toList();
    }

    private static Operation operation(JsonNode json) {
        return new Operation(json.path("index").asInt(0), json.path("thread").asString(""), "",
                json.path("op").asString(""), value(json.path("arg"), Values.NIL),
                json.path("outcome").asString(Outcomes.PENDING), value(json.path("result"), Values.ABSENT),
                json.path("start").asInt(0), json.path("end").asInt(Operation.NEVER), List.of(), 0);
    }

    private static Object value(JsonNode json, Object absent) {
        return json.isIntegralNumber() ? (Object) json.asLong() : json.isString() ? json.asString() : absent;
    }
}
