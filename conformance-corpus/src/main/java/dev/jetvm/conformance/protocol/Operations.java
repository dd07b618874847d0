package dev.jetvm.conformance.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /**
     * The features that an agent announces to be sent a request: that of the operation and those of its members and their
     * values.
     */
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
            if (request.members().has(member)) {
                features.add(feature);
            }
        });
        operation.requestValues().forEach((path, values) -> at(request.members(), path)
                .map(value -> values.get(value.asString(""))).filter(Objects::nonNull).forEach(features::add));
        return features;
    }

    /** The nodes at a path; a list on the way is each of its items. */
    private static Stream<JsonNode> at(JsonNode from, String path) {
        if (from.isArray()) {
            return from.valueStream().flatMap(item -> at(item, path));
        }
        if (path.isEmpty()) {
            return Stream.of(from);
        }
        int dot = path.indexOf('.');
        return at(from.path(dot < 0 ? path : path.substring(0, dot)), dot < 0 ? "" : path.substring(dot + 1));
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
     * The observations that a place of an {@code ok} answer belongs to: it describes the implementation rather than what a
     * program can see. Empty if a program can see it.
     *
     * @param path of the place in the value: {@code panic.trace[0].line}; empty for the value itself
     * @return features
     */
    public static Set<String> observations(String op, String path) {
        Operation operation = TABLE.get(op);
        Set<String> features = new TreeSet<>();
        if (operation == null) {
            return features;
        }
        if (operation.observes() && operation.feature() != null) {
            features.add(operation.feature());
        }
        String members = path.replaceAll("\\[[0-9]+]", "") + ".";
        operation.answerMembers().forEach((member, feature) -> {
            if (members.startsWith(member + ".")) {
                features.add(feature);
            }
        });
        return features;
    }

    private static Map<String, Map<String, String>> values(JsonNode row) {
        Map<String, Map<String, String>> values = new TreeMap<>();
        row.path("values").forEachEntry((path, features) -> features.forEachEntry((value, feature) -> values
                .computeIfAbsent(path, _ -> new TreeMap<>()).put(value, feature.asString())));
        return Collections.unmodifiableMap(values);
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
                    row.path("feature").asString(null), members(row, "request"), values(row),
                    members(row, "answer"), row.path("observes").asBoolean(false),
                    row.path("changesState").asBoolean(false),
                    row.required("request").asString(), row.required("answer").asString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(table);
    }
}
