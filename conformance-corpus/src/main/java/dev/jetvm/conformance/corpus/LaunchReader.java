package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.Launch;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a process case: {@code process}, what is started, and {@code expect}, its status and its output. */
final class LaunchReader {
    /** The key of a case that starts a process. */
    static final String KEY = "process";
    private static final String TEXT = "assembly";
    private static final String BYTES = "bytes";
    private static final String MISSING = "missing";
    private static final Set<String> KEYS = set(TEXT, BYTES, MISSING, "args", "env", "stdin", "files",
            "signals");
    private static final Set<String> SIGNAL_KEYS = set("send", "after");
    private static final Set<String> EXPECT_KEYS = set("status", "stdout", "stderr");

    private static final String SIGNAL_FORM = "write [{send: INT, after: \"ready\\n\"}]";

    private LaunchReader() {}

    static List<Step> read(Fields fields) {
        if (fields.node("request") != null || fields.node("steps") != null) {
            throw fields.error(KEY, "a case starts a process or sends requests, not both", "make two cases of it");
        }
        Fields process = new Fields(fields.conversion(), mapping(fields, KEY), KEYS);
        List<String> arguments = new ArrayList<>();
        Node args = process.node("args");
        if (args != null) {
            fields.conversion().json(args).forEach(each -> arguments.add(each.asString()));
        }
        String input = process.node("stdin") == null ? "" : process.text("stdin");
        Launch launch = new Launch(program(process), arguments, texts(process, "env"), input,
                texts(process, "files"), signals(process));
        return List.of(new Step(new Step.Start(launch), expectation(fields)));
    }

    /** A mapping of texts, which may be a cell of a table. */
    private static Map<String, String> texts(Fields process, String key) {
        Node node = process.node(key);
        if (node == null) {
            return Map.of();
        }
        JsonNode json = process.conversion().json(node);
        if (!json.isObject() || json.valueStream().anyMatch(value -> !value.isString())) {
            throw process.error(key, "'" + key + "' has to be a mapping of texts", "write {name: value}");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        json.forEachEntry((name, value) -> texts.put(name, value.asString()));
        return texts;
    }

    /** The signals, which may be a cell of a table. */
    private static List<Launch.Signal> signals(Fields process) {
        Node node = process.node("signals");
        if (node == null) {
            return List.of();
        }
        JsonNode json = process.conversion().json(node);
        if (!json.isArray() || json.isEmpty()) {
            throw process.error("signals", "'signals' has to be a list with something in it", SIGNAL_FORM);
        }
        return json.valueStream().map(each -> signal(process, each)).toList();
    }

    private static Launch.Signal signal(Fields process, JsonNode json) {
        if (!json.isObject() || !Set.copyOf(json.propertyNames()).equals(SIGNAL_KEYS)) {
            throw process.error("signals", "a signal has the members 'send' and 'after'", SIGNAL_FORM);
        }
        Launch.SignalName name = Stream.of(Launch.SignalName.values())
                .filter(each -> each.name().equals(json.path("send").asString(""))).findFirst()
                .orElseThrow(() -> process.error("signals", json.path("send") + " is no signal that can be sent",
                        "known are " + List.of(Launch.SignalName.values())));
        JsonNode after = json.path("after");
        if (!after.isString() || after.asString().isEmpty()) {
            throw process.error("signals", "'after' has to be a text that the process writes before the signal "
                    + name, SIGNAL_FORM);
        }
        return new Launch.Signal(name, after.asString());
    }

    private static Launch.Program program(Fields process) {
        long forms = List.of(TEXT, BYTES, MISSING).stream().filter(key -> process.node(key) != null).count();
        if (forms != 1) {
            throw process.error(TEXT, "a process has one main module",
                    "write one of assembly:, bytes: and missing: true");
        }
        if (process.node(MISSING) != null) {
            return new Launch.Missing();
        }
        if (process.node(BYTES) != null) {
            return new Launch.Damaged(Base64.getDecoder().decode(process.text(BYTES)));
        }
        String text = process.text(TEXT);
        byte[] binary = ModuleBinaries.find(text).map(Base64.getDecoder()::decode).orElse(new byte[0]);
        return new Launch.Module(text, binary);
    }

    private static ObjectNode expectation(Fields fields) {
        Fields expect = new Fields(fields.conversion(), mapping(fields, "expect"), EXPECT_KEYS);
        JsonNode json = fields.conversion().json(fields.required("expect"));
        JsonNode status = json.path("status");
        if (!status.canConvertToInt() || status.intValue() < 0 || status.intValue() > 255) {
            throw expect.error("status", "a process ends with a status from 0 to 255", "write status: 0");
        }
        Map<String, JsonNode> texts = new LinkedHashMap<>();
        texts.put("stdout", json.path("stdout"));
        texts.put("stderr", json.path("stderr"));
        texts.forEach((name, text) -> {
            if (!text.isString()) {
                throw expect.error(name, "'" + name + "' has to be a text or a pattern", "write " + name + ": \"\"");
            }
        });
        return (ObjectNode) json;
    }

    private static MappingNode mapping(Fields fields, String key) {
        if (fields.required(key) instanceof MappingNode mapping) {
            return mapping;
        }
        throw fields.error(key, "'" + key + "' has to be a mapping", "write {key: value}");
    }

    private static Set<String> set(String... words) {
        return new LinkedHashSet<>(List.of(words));
    }
}
