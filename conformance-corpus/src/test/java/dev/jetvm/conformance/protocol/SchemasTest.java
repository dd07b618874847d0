package dev.jetvm.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas accept an example of every message and refuse the same example broken in one place. */
class SchemasTest {
    private static final MessageValidator VALIDATOR = new MessageValidator();
    private static final List<JsonNode> EXAMPLES = examples();

    static Stream<JsonNode> eachExample() {
        return EXAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("eachExample")
    void examples_are_accepted(JsonNode example) {
        String op = example.required("op").asString();
        assertThat(VALIDATOR.request(request(example))).as("request").isEmpty();
        assertThat(VALIDATOR.answer(op, answer(example))).as("answer").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eachExample")
    void unknown_members_are_accepted_everywhere(JsonNode example) {
        String op = example.required("op").asString();
        ObjectNode request = request(example);
        request.put("x-extra", 1);
        assertThat(VALIDATOR.request(request)).isEmpty();
        ObjectNode answer = answer(example);
        answer.put("x-extra", true);
        ((ObjectNode) answer.required("value")).put("x-extra", "text");
        assertThat(VALIDATOR.answer(op, answer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eachExample")
    void each_needed_member_that_is_missing_or_of_another_type_is_refused(JsonNode example) {
        String op = example.required("op").asString();
        Set<String> optional = new HashSet<>();
        example.path("optional").forEach(name -> optional.add(name.asString()));
        for (String name : example.required("request").propertyNames()) {
            assertThat(VALIDATOR.request(with(request(example), name, true))).as("ill-typed %s", name).isNotEmpty();
            if (!optional.contains(name)) {
                assertThat(VALIDATOR.request(without(request(example), name))).as("missing %s", name).isNotEmpty();
            }
        }
        for (String name : example.required("value").propertyNames()) {
            ObjectNode broken = answer(example);
            ((ObjectNode) broken.required("value")).putNull(name);
            assertThat(VALIDATOR.answer(op, broken)).as("null %s", name).isNotEmpty();
            ((ObjectNode) broken.required("value")).remove(name);
            if (!optional.contains("value." + name) && !Operations.answerMembers(op).containsKey(name)) {
                assertThat(VALIDATOR.answer(op, broken)).as("missing %s", name).isNotEmpty()
                        .allMatch(fault -> fault.startsWith("/value"));
            }
        }
    }

    @Test
    void every_operation_has_an_example() {
        Set<String> shown = new HashSet<>();
        EXAMPLES.forEach(example -> shown.add(example.required("op").asString()));
        assertThat(shown).isEqualTo(Operations.all().keySet());
    }

    @Test
    void the_table_of_operations_follows_its_own_schema() throws Exception {
        try (InputStream in = Operations.schemaFile("operations.json")) {
            JsonNode table = JsonMapper.shared().readTree(in);
            assertThat(VALIDATOR.table(table)).isEmpty();
            ((ObjectNode) table.required("operations").required("ping")).put("feature", "no level");
            assertThat(VALIDATOR.table(table)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("badEnvelopes")
    void a_bad_envelope_is_refused(String answer) {
        assertThat(VALIDATOR.answer("ping", object(answer))).isNotEmpty();
    }

    static Stream<String> badEnvelopes() {
        return Stream.of("{}", "{\"id\":1}", "{\"outcome\":\"ok\",\"value\":{}}",
                "{\"id\":\"1\",\"outcome\":\"ok\",\"value\":{}}", "{\"id\":-1,\"outcome\":\"ok\",\"value\":{}}",
                "{\"id\":9007199254740992,\"outcome\":\"ok\",\"value\":{}}",
                "{\"id\":null,\"outcome\":\"ok\",\"value\":{}}", "{\"id\":1,\"outcome\":\"OK\",\"value\":{}}",
                "{\"id\":1,\"outcome\":\"ok\"}", "{\"id\":1,\"outcome\":\"panic\"}",
                "{\"id\":1,\"outcome\":\"panic\",\"code\":\"Int Overflow\"}",
                "{\"id\":1,\"outcome\":\"reject\",\"code\":\"utf8\"}",
                "{\"id\":1,\"outcome\":\"reject\",\"phase\":\"run\",\"code\":\"utf8\"}",
                "{\"id\":1,\"outcome\":\"reject\",\"phase\":\"malformed\",\"code\":\"utf8\",\"at\":-1}",
                "{\"id\":1,\"outcome\":\"unsupported\"}", "{\"id\":1,\"outcome\":\"error\",\"code\":\"bad-line\"}",
                "{\"id\":1,\"outcome\":\"ok\",\"value\":{},\"message\":7}");
    }

    @ParameterizedTest
    @MethodSource("badParts")
    void a_bad_part_is_refused(String op, String members) {
        ObjectNode request = object(members);
        request.put("id", 1).put("op", op);
        assertThat(VALIDATOR.request(request)).isNotEmpty();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> badParts() {
        return Stream.of(
                new String[][]{{"value.decode", "{\"word\":\"8\"}"}, {"value.decode", "{\"word\":\"0x\"}"},
                        {"value.decode", "{\"word\":\"0x00000000000000001\"}"},
                        {"string.hash", "{\"bytes\":\"YQ\"}"}, {"string.hash", "{\"bytes\":\"YQ=\"}"},
                        {"string.hash", "{\"bytes\":\"Y-==\"}"},
                        {"value.encode", "{\"value\":{\"kind\":\"int\",\"value\":1}}"},
                        {"value.encode", "{\"value\":{\"kind\":\"integer\",\"value\":\"1\"}}"},
                        {"value.encode", "{\"value\":{\"kind\":\"float32\",\"bits\":\"0x3F8\"}}"},
                        {"value.encode", "{\"value\":{\"kind\":\"bool\",\"value\":\"true\"}}"},
                        {"value.eval", "{\"operator\":\"pow\",\"operands\":[]}"},
                        {"value.store", "{\"class\":\"i128\",\"value\":{\"kind\":\"nil\"}}"},
                        {"header.transition", "{\"bytes\":\"\",\"event\":\"blue\"}"},
                        {"array.slice", "{\"offset\":0,\"count\":0}"},
                        {"string.decode", "{\"content\":\"\"}"}, {"describe", "{\"topic\":\"weather\"}"}})
                .map(row -> org.junit.jupiter.params.provider.Arguments.of(row[0], row[1]));
    }

    private static ObjectNode request(JsonNode example) {
        ObjectNode request = (ObjectNode) example.required("request").deepCopy();
        return request.put("id", 1).put("op", example.required("op").asString());
    }

    private static ObjectNode answer(JsonNode example) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("id", 1).put("outcome", "ok");
        answer.set("value", example.required("value").deepCopy());
        return answer;
    }

    private static ObjectNode with(ObjectNode node, String name, boolean value) {
        return node.get(name).isBoolean() ? node.put(name, "no boolean") : node.put(name, value);
    }

    private static ObjectNode without(ObjectNode node, String name) {
        node.remove(name);
        return node;
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static List<JsonNode> examples() {
        try (InputStream in = SchemasTest.class.getResourceAsStream("/messages.json")) {
            return JsonMapper.shared().readTree(in).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
