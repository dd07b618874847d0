package dev.jetvm.conformance.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of all operations, read from {@code schema/operations.json}, the only place that lists them. */
public final class Operations {
    private static final Map<String, Operation> TABLE = load();

    private Operations() {}

    /** All operations by name. */
    public static Map<String, Operation> all() {
        return TABLE;
    }

    public static Optional<Operation> of(String op) {
        return Optional.ofNullable(TABLE.get(op));
    }

    /** The feature that an agent announces to support the operation; null for control operations and unknown ones. */
    public static @Nullable String feature(String op) {
        Operation operation = TABLE.get(op);
        return operation == null ? null : operation.feature();
    }

    /** The features that an agent announces to be sent a request: that of the operation and those of its members. */
    public static Set<String> features(Request request) {
        Operation operation = TABLE.get(request.op());
        if (operation == null) {
            return Set.of();
        }
        Set<String> features = new TreeSet<>();
        if (operation.feature() != null) {
            features.add(operation.feature());
        }
        operation.requestMembers().forEach((member, feature) -> {
            if (has(request, member)) {
                features.add(feature);
            }
        });
        return features;
    }

    /** @param member its name, or its name and text, {@code object=deque} */
    private static boolean has(Request request, String member) {
        String[] parts = member.split("=", 2);
        return parts.length == 1
                ? request.members().has(member)
                : request.members().path(parts[0]).asString("").equals(parts[1]);
    }

    /**
     * Features of members of answers by the path of the member, {@code stack} or {@code panic.trace.line}; empty for an
     * unknown operation. A path does not name the items of a list: the member is that of each item.
     */
    public static Map<String, String> answerMembers(String op) {
        Operation operation = TABLE.get(op);
        return operation == null ? Map.of() : operation.answerMembers();
    }

    /**
     * Whether a place of an {@code ok} answer describes the implementation rather than what a program can see.
     *
     * @param path of the place in the value: {@code panic.trace[0].line}; empty for the value itself
     */
    public static boolean observes(String op, String path) {
        Operation operation = TABLE.get(op);
        if (operation == null || operation.observes()) {
            return operation != null;
        }
        String members = path.replaceAll("\\[[0-9]+]", "") + ".";
        return operation.answerMembers().keySet().stream().anyMatch(member -> members.startsWith(member + "."));
    }

    private static Map<String, String> members(JsonNode row, String side) {
        Map<String, String> features = new TreeMap<>();
        row.path("members").path(side).forEachEntry((member, feature) -> features.put(member, feature.asString()));
        return Map.copyOf(features);
    }

    /** Opens a file of {@code schema/}. */
    static InputStream schemaFile(String name) {
        InputStream in = Operations.class.getResourceAsStream("/jet/schema/" + name);
        if (in == null) {
            throw new IllegalStateException("jet/schema/" + name + " is not on the class path");
        }
        return in;
    }

    private static Map<String, Operation> load() {
        Map<String, Operation> table = new TreeMap<>();
        try (InputStream in = schemaFile("operations.json")) {
            JsonNode root = JsonMapper.shared().readTree(in);
            root.required("operations").forEachEntry((op, row) -> table.put(op, new Operation(op,
                    row.path("feature").asString(null), members(row, "request"), members(row, "answer"),
                    row.path("observes").asBoolean(false), row.path("changesState").asBoolean(false),
                    row.required("request").asString(), row.required("answer").asString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(table);
    }
}
