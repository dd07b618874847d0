package dev.jetvm.conformance.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Validates messages against the published schemas. Thread-safe. Slow compared with a round trip: used for
 * {@code --validate}, {@code doctor} and tests.
 */
public final class MessageValidator {
    private static final String BASE = "https://jetvm.dev/schema/1/";
    private static final List<String> FILES = List.of("types.schema.json", "request.schema.json", "answer.schema.json",
            "operations.schema.json");
    private static final int SHOWN = 3;

    private final Schema request;
    private final Schema answer;
    private final Schema table;
    private final Map<String, Schema> members = new HashMap<>();
    private final Map<String, Schema> values = new HashMap<>();

    public MessageValidator() {
        Map<String, String> texts = new HashMap<>();
        for (String file : FILES) {
            texts.put(BASE + file, text(file));
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(texts));
        request = registry.getSchema(SchemaLocation.of(BASE + "request.schema.json"));
        answer = registry.getSchema(SchemaLocation.of(BASE + "answer.schema.json"));
        table = registry.getSchema(SchemaLocation.of(BASE + "operations.schema.json"));
        for (Operation operation : Operations.all().values()) {
            members.put(operation.op(), registry.getSchema(SchemaLocation.of(BASE + operation.requestSchema())));
            values.put(operation.op(), registry.getSchema(SchemaLocation.of(BASE + operation.answerSchema())));
        }
    }

    /**
     * The faults of a request, in words with their paths; empty if there are none. Of an unknown operation only the
     * envelope is checked.
     */
    public List<String> request(ObjectNode message) {
        Set<String> faults = new LinkedHashSet<>();
        check(request, message, "", faults);
        check(members.get(message.path("op").asString("")), message, "", faults);
        return List.copyOf(faults);
    }

    /**
     * Faults of an answer.
     *
     * @param op the requested operation; the value is checked only if the operation is known
     */
    public List<String> answer(String op, ObjectNode message) {
        Set<String> faults = new LinkedHashSet<>();
        check(answer, message, "", faults);
        JsonNode value = message.get("value");
        if (value != null && "ok".equals(message.path("outcome").asString(""))) {
            check(values.get(op), value, "/value", faults);
        }
        return List.copyOf(faults);
    }

    /** The faults of the table of operations itself. */
    List<String> table(JsonNode operations) {
        Set<String> faults = new LinkedHashSet<>();
        check(table, operations, "", faults);
        return List.copyOf(faults);
    }

    /** The first few faults as one line. */
    public static String describe(List<String> faults) {
        String first = faults.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return faults.size() > SHOWN ? first + "; and " + (faults.size() - SHOWN) + " more" : first;
    }

    private static void check(@Nullable Schema schema, JsonNode node, String prefix, Set<String> faults) {
        if (schema == null) {
            return;
        }
        for (Error error : schema.validate(node)) {
            String path = prefix + error.getInstanceLocation();
            faults.add((path.isEmpty() ? "/" : path) + ": " + error.getMessage());
        }
    }

    private static String text(String file) {
        try (InputStream in = Operations.schemaFile(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
