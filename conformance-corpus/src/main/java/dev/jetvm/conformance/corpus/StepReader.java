package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the exchanges of a case: {@code request} and {@code expect}, or {@code steps} of both. */
final class StepReader {

    private static final List<String> EXPECT_KEYS = List.of("outcome", "value", "code", "phase", "at", "feature", "id",
            "definite");

    private StepReader() {}

    static List<Step> read(Fields fields) {
        if (fields.node("steps") == null) {
            return List.of(step(fields));
        }
        if (fields.node("request") != null || fields.node("expect") != null) {
            throw fields.error("steps", "a case has steps or one request, not both", "move the request into steps:");
        }
        List<Step> steps = new ArrayList<>();
        for (Node node : fields.list("steps")) {
            if (node instanceof MappingNode mapping && node.getTag().equals(YamlText.REPEAT)) {
                Repetition.of(fields.conversion(), mapping).items()
                        .forEach(each -> steps.add(step(each.conversion(), each.node())));
            } else {
                steps.add(step(fields.conversion(), node));
            }
        }
        return List.copyOf(steps);
    }

    private static Step step(Conversion conversion, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw conversion.error(node, "a step has to be a mapping", "write request: and expect:");
        }
        return step(new Fields(conversion, mapping, Set.of("request", "expect", "when")));
    }

    private static Step step(Fields fields) {
        Node request = fields.required("request");
        Node expect = fields.required("expect");
        return new Step(sent(fields, request), expectation(fields, expect),
                new LinkedHashSet<>(fields.words("when", "", Set.of())));
    }

    private static Step.Sent sent(Fields fields, Node node) {
        if (!(fields.conversion().json(node) instanceof ObjectNode request)) {
            throw fields.conversion().error(node, "a request has to be a mapping", "write {op: value.encode, ...}");
        }
        if (request.has("raw")) {
            return raw(fields, node, request);
        }
        if (request.has("rawHex")) {
            return new Step.Raw(decoded(fields, node, request.get("rawHex").asString("")), new byte[0], (byte) ' ',
                    padTo(request));
        }
        JsonNode op = request.remove("op");
        if (op == null || Operations.of(op.asString("")).isEmpty()) {
            throw fields.conversion().error(node,
                    "the request names no known operation" + (op == null ? "" : ": " + op),
                    "write op: with an operation of operations.json, or raw: for a line as it is");
        }
        return ModuleBinaries.both(new Request(op.asString(""), request));
    }

    /** Pads a raw line with blanks at the end, or with the character {@code padWith} at the line's only {@code ~}. */
    private static Step.Raw raw(Fields fields, Node node, ObjectNode request) {
        String text = request.get("raw").asString("");
        String pad = request.path("padWith").asString("");
        if (pad.isEmpty()) {
            return new Step.Raw(text.getBytes(StandardCharsets.UTF_8), new byte[0], (byte) ' ', padTo(request));
        }
        String[] parts = text.split("~", -1);
        if (parts.length != 2) {
            throw fields.conversion().error(node, "padWith needs one place to go to", "write one ~ into raw:");
        }
        return new Step.Raw(parts[0].getBytes(StandardCharsets.UTF_8), parts[1].getBytes(StandardCharsets.UTF_8),
                (byte) pad.charAt(0), padTo(request));
    }

    private static int padTo(ObjectNode request) {
        return request.path("padTo").asInt(0);
    }

    private static byte[] decoded(Fields fields, Node node, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw fields.conversion().error(node, "rawHex is no bytes", "write rawHex: !hex \"7B 7D\"");
        }
    }

    private static ObjectNode expectation(Fields fields, Node node) {
        if (!(fields.conversion().json(node) instanceof ObjectNode expect)) {
            throw fields.conversion().error(node, "an expectation has to be a mapping", "write {outcome: ok, ...}");
        }
        JsonNode alternatives = expect.get("anyOf");
        if (alternatives == null) {
            checkOutcome(fields, node, expect);
        } else if (!alternatives.isArray() || alternatives.isEmpty() || expect.size() != 1) {
            throw fields.conversion().error(node, "anyOf has to be a list and stand alone",
                    "write expect: {anyOf: [{outcome: ...}, {outcome: ...}]}");
        } else {
            alternatives.forEach(alternative -> checkOutcome(fields, node, alternative));
        }
        return expect;
    }

    private static void checkOutcome(Fields fields, Node node, JsonNode expect) {
        String outcome = expect.path("outcome").asString("");
        if (Outcome.ofWire(outcome).isEmpty()) {
            throw fields.conversion().error(node, "the expectation has no known outcome" + quoted(outcome),
                    "write outcome: ok, panic, reject, unsupported, error, ...");
        }
        for (Map.Entry<String, JsonNode> member : expect.properties()) {
            if (!EXPECT_KEYS.contains(member.getKey())) {
                throw fields.conversion().error(node,
                        "the expectation has the unknown member '" + member.getKey() + "'",
                        "known are " + String.join(", ", EXPECT_KEYS));
            }
        }
    }

    private static String quoted(@Nullable String word) {
        return word == null || word.isEmpty() ? "" : ": '" + word + "'";
    }
}
