package dev.jetvm.conformance.history;

import dev.jetvm.conformance.history.EventPairing.Event;
import dev.jetvm.conformance.history.EventPairing.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads histories of JSON lines: a header, whole operations, or events, in any order if they have times. */
final class JsonLinesReader {
    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> HEADER = Set.of("history", "model", "params", "comment");
    private static final Set<String> MEMBERS = Set.of("thread", "object", "key", "op", "arg", "outcome", "result",
            "start", "end", "event", "id", "time", "comment");
    private static final Map<String, Kind> KINDS = Map.of("call", Kind.CALL, "invoke", Kind.CALL, "return", Kind.RETURN,
            "suspend", Kind.SUSPEND, "resume", Kind.RESUME);
    private static final int VERSION = 1;

    private final List<Event> events = new ArrayList<>();
    private final List<History.Timed> operations = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String model = "";
    private boolean untimed;
    private boolean timed;
    private int line;

    History read(List<String> lines) {
        for (String text : lines) {
            line++;
            if (!text.isBlank()) {
                take(parse(text));
            }
        }
        return EventPairing.pair(events, operations, model, parameters, 0);
    }

    private ObjectNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            int column = where == null ? 1 : Math.max(1, Math.min(where.getColumnNr(), text.length() + 1));
            throw new HistoryError(line, column, "not JSON: " + e.getOriginalMessage()
                    + ". Each line is one JSON object");
        }
        throw fault("no JSON object. Each line is an operation, an event or the header");
    }

    private void take(ObjectNode node) {
        boolean header = node.has("history");
        for (String name : node.propertyNames()) {
            if (!(header ? HEADER : MEMBERS).contains(name)) {
                throw fault("the member \"" + name + "\" is unknown. "
                        + (header ? "A header has history, model and params" : "Known are " + known()));
            }
        }
        if (header) {
            header(node);
        } else if (node.has("event")) {
            event(node);
        } else {
            operation(node);
        }
    }

    private static String known() {
        return String.join(", ", MEMBERS.stream().sorted().toList());
    }

    private void header(ObjectNode node) {
        if (node.path("history").asInt(0) != VERSION) {
            throw fault("the header is of version " + node.path("history") + "; this program reads version 1");
        }
        model = node.path("model").asString("");
        node.path("params").properties()
                .forEach(each -> parameters.put(each.getKey(), Values.plain(value(each.getValue()))));
    }

    private void operation(ObjectNode node) {
        String outcome = outcome(node);
        boolean completed = node.has("end") && !Outcomes.UNKNOWN.contains(outcome);
        long start = time(node, "start");
        long end = completed ? time(node, "end") : Long.MAX_VALUE;
        if (end < start) {
            throw fault("the operation ends at " + end + ", before its start at " + start);
        }
        operations.add(new History.Timed(thread(node), object(node), word(node, "op"), argument(node), completed,
                outcome, result(node), start, end, List.of(), line));
    }

    private void event(ObjectNode node) {
        Kind kind = KINDS.get(word(node, "event"));
        if (kind == null) {
            throw fault(
                    "the event " + node.get("event") + " is unknown. Events are invoke, return, suspend and resume");
        }
        boolean call = kind == Kind.CALL;
        if (node.has("time")) {
            timed = true;
        } else {
            untimed = true;
        }
        if (timed && untimed) {
            throw fault("some events have a time and some have none. Give all of them a time, or none; "
                    + "without times the order of the lines counts");
        }
        events.add(new Event(kind, thread(node), text(node, "id"), call ? object(node) : "",
                call ? word(node, "op") : "", argument(node), kind == Kind.RETURN ? outcome(node) : "", result(node),
                false, untimed ? line : time(node, "time"), line));
    }

    private String thread(ObjectNode node) {
        String thread = text(node, "thread");
        if (thread.isEmpty()) {
            throw fault("there is no \"thread\", which names the thread, process or client");
        }
        return thread;
    }

    private static String object(ObjectNode node) {
        String object = text(node, "object");
        String key = text(node, "key");
        return object.isEmpty() || key.isEmpty() ? object + key : object + "/" + key;
    }

    /** A name or number as text; empty if there is none. */
    private static String text(ObjectNode node, String name) {
        JsonNode member = node.get(name);
        return member == null ? "" : Values.plain(value(member));
    }

    private String word(ObjectNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null || !member.isString() || member.stringValue().isEmpty()) {
            throw fault("there is no text \"" + name + "\"");
        }
        return member.stringValue();
    }

    private String outcome(ObjectNode node) {
        String outcome = node.has("outcome") ? word(node, "outcome") : Outcomes.OK;
        if (!Outcomes.ANSWERS.contains(outcome) && !Outcomes.UNKNOWN.contains(outcome)) {
            throw fault("the outcome \"" + outcome + "\" is unknown. It is one of " + Outcomes.expected());
        }
        return outcome;
    }

    private long time(ObjectNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null || !member.canConvertToLong() || !member.isIntegralNumber()) {
            throw fault("\"" + name + "\" has to be an integer of at most 64 bits, the time on one monotonic clock");
        }
        return member.longValue();
    }

    private static Object argument(ObjectNode node) {
        JsonNode member = node.get("arg");
        return member == null ? Values.NIL : value(member);
    }

    private static Object result(ObjectNode node) {
        JsonNode member = node.get("result");
        return member == null ? Values.ABSENT : value(member);
    }

    private static Object value(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return List.copyOf(list);
        }
        if (node.isObject()) {
            Map<Object, Object> map = new HashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return Map.copyOf(map);
        }
        if (node.isIntegralNumber()) {
            return Values.integer(node.bigIntegerValue());
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNull() ? Values.NIL : node.stringValue();
    }

    private HistoryError fault(String message) {
        return new HistoryError(line, 0, message);
    }
}
