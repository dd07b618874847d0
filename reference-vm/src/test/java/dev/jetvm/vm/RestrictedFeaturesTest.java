package dev.jetvm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.agent.AgentServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An agent that announces some features serves these and answers {@code unsupported} to the rest (CONF-10, CONF-23). */
final class RestrictedFeaturesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> SMALL = Set.of("vm.run", "vm.text", "vm.constants", "vm.calls", "vm.jumps",
            "modules.decode");

    private static JsonNode ask(Set<String> features, String op, String member, String value) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("op", op).put(member, value);
        return ask(features, request);
    }

    private static JsonNode ask(Set<String> features, ObjectNode request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AgentServer.serve(new ByteArrayInputStream(JSON.writeValueAsBytes(request)), out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), ValueModel.TAGGED,
                features);
        return JSON.readTree(out.toByteArray());
    }

    private static String program(String code) {
        return ".module m\n.entry main\n.function main\n" + code.replace("|", "\n") + "\n.end\n";
    }

    @Test
    void hello_announces_what_was_chosen() throws IOException {
        ObjectNode hello = JSON.createObjectNode().put("id", 1).put("op", "hello");
        hello.putArray("protocols").add(1);

        JsonNode capabilities = ask(SMALL, hello).path("value").path("capabilities");
        assertThat(capabilities.path("vm")).extracting(JsonNode::stringValue).containsExactlyInAnyOrder("run", "text",
                "constants", "calls", "jumps");
        assertThat(capabilities.path("modules")).hasToString("[\"decode\"]");
        assertThat(capabilities.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"NIL|RETURN, -", "CONST (1)|PRINT|NIL|RETURN, -",
            "CONST (1)|NEGATE|RETURN, vm.arithmetic", "JUMP over|NOT|over:|NIL|RETURN, -",
            "JUMP over|.byte 1|over:|NIL|RETURN, -", "TRUE|JUMP_IF_TRUE over|NOT|over:|RETURN, vm.logic",
            "TRUE|JUMP_IF_TRUE over|PERFORM (\"name\") 1|over:|RETURN, vm.effects", "YIELD|NIL|RETURN, vm.tasks",
            "GET_IMPORT (%jet.clock)|RETURN|.end|.import jet clock function|.function f|NIL|RETURN, vm.natives",
            "NIL|RETURN|.end|.init f|.function f|NIL|RETURN, modules.link"})
    void a_program_needs_the_features_of_the_instructions_that_control_can_reach(String code, String feature)
            throws IOException {
        JsonNode answer = ask(SMALL, "vm.run", "assembly", program(code));

        if (feature.equals("-")) {
            assertThat(answer.path("outcome").asString()).isEqualTo("ok");
        } else {
            assertThat(answer.path("outcome").asString()).isEqualTo("unsupported");
            assertThat(answer.path("feature").asString()).isEqualTo(feature);
        }
    }

    @ParameterizedTest
    @CsvSource({"add, int, -", "eq, bool, -", "wrap-add, int, value.wrapping", "add, float32, value.floats",
            "lt, float64, value.floats", "eq, nil, value.kinds", "eq, char, value.kinds", "ne, string, value.kinds"})
    void arithmetic_begins_with_integers_and_booleans(String operator, String kind, String feature)
            throws IOException {
        ObjectNode operand = JSON.createObjectNode().put("kind", kind);
        switch (kind) {
            case "int" -> operand.put("value", "1");
            case "bool" -> operand.put("value", true);
            case "char" -> operand.put("value", 65);
            case "string" -> operand.put("bytes", "YQ==");
            case "float32" -> operand.put("bits", "0x3F800000");
            default -> operand.put("bits", "0x3FF0000000000000");
        }
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("op", "value.eval").put("operator", operator);
        request.putArray("operands").add(operand).add(operand);

        JsonNode answer = ask(Set.of("value.arithmetic"), request);
        assertThat(answer.path("outcome").asString()).isEqualTo(feature.equals("-") ? "ok" : "unsupported");
        assertThat(answer.path("feature").asString("-")).isEqualTo(feature);
        Set<String> enough = feature.equals("-")
                ? Set.of("value.arithmetic")
                : Set.of("value.arithmetic", feature);
        assertThat(ask(enough, request).path("outcome").asString()).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({"immortal, heap.immortal", "align, heap.align"})
    void a_member_that_is_a_feature_is_refused_without_it(String member, String feature) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("op", "heap.alloc").put("into", "$a");
        request.set(member, member.equals("align") ? JSON.valueToTree(16) : JSON.valueToTree(true));

        assertThat(ask(Set.of("heap.core"), request).path("feature").asString()).isEqualTo(feature);
        assertThat(ask(Set.of("heap.core", feature), request).path("outcome").asString()).isEqualTo("ok");
    }

    /** Members that belong to a feature of their own: an implementation that lacks it need not be able to tell them. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            heap.core        | heap.sizes        | {"op": "heap.alloc", "into": "$a"}                                 | total
            heap.core        | heap.policy       | {"op": "heap.alloc", "into": "$a"}                                 | space
            array.heap       | heap.sizes        | {"op": "array.new", "into": "$a", "element": "i64", "length": 1}   | total
            list.heap        | list.capacity     | {"op": "list.new", "into": "$a", "capacity": 3}                    | capacity
            string.heap      | string.inspect    | {"op": "string.new", "into": "$a", "bytes": "YQ=="}                | form
            string.forms     | value.allocations | {"op": "string.form", "bytes": "YQ=="}                             | allocated
            value.storage    | value.allocations | {"op": "value.load", "class": "f64", "bytes": "AAAAAAAAAAA="}      | allocated
            value.arithmetic | value.allocations | {"op": "value.eval", "operator": "neg", "operands": [{"kind": "int", "value": "1"}]} | allocated
            gc.collect       | gc.counters       | {"op": "gc.collect", "kind": "full"}                               | reclaimedObjects
            """)
    void a_member_of_an_answer_that_is_a_feature_is_left_out_without_it(String operation, String feature,
            String request, String member) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(request);
        message.put("id", 1);

        JsonNode bare = ask(Set.of(operation), message);
        assertThat(bare.path("outcome").asString()).isEqualTo("ok");
        assertThat(bare.path("value").has(member)).isFalse();
        assertThat(ask(Set.of(operation, feature), message).path("value").has(member)).isTrue();
    }

    @Test
    void an_answer_has_what_is_announced_beside_output_status_and_code() throws IOException {
        String wrong = program(".line 3|CONST (1)|CALL 0|RETURN");
        Set<String> traced = Set.of("vm.run", "vm.text", "vm.constants", "vm.calls", "vm.trace");

        JsonNode bare = ask(SMALL, "vm.run", "assembly", wrong).path("value");
        assertThat(bare.propertyNames()).doesNotContain("stack", "counters", "modules");
        assertThat(bare.path("panic").path("code").asString()).isEqualTo("not-callable");
        assertThat(bare.path("panic").has("trace")).isFalse();
        JsonNode frame = ask(traced, "vm.run", "assembly", wrong).path("value").path("panic").path("trace").path(0);
        assertThat(frame.path("function").asString()).isEqualTo("main");
        assertThat(frame.has("line")).isFalse();

        ObjectNode request = JSON.createObjectNode().put("id", 1).put("op", "vm.run").put("assembly", wrong)
                .put("trace", true);
        assertThat(ask(SMALL, request).path("feature").asString()).isEqualTo("vm.instruction-trace");
    }

    @Test
    void an_imported_module_may_be_given_as_text() throws IOException {
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("op", "vm.run").put("assembly",
                program("NIL|RETURN"));
        request.putArray("modules").addObject().put("assembly", ".module lib\n");
        Set<String> linking = Set.of("vm.run", "vm.text", "vm.constants", "vm.calls", "modules.link");
        assertThat(ask(linking, request).path("outcome").asString()).isEqualTo("ok");
    }

    @Test
    void a_text_needs_a_feature_and_a_check_verifies_only_where_that_is_announced() throws IOException {
        String wrong = program("POP|NIL|RETURN");

        assertThat(ask(Set.of("vm.run", "vm.constants", "vm.calls"), "vm.run", "assembly", program("NIL|RETURN"))
                .path("feature").asString()).isEqualTo("vm.text");
        assertThat(ask(SMALL, "module.check", "assembly", wrong).path("outcome").asString()).isEqualTo("ok");
        assertThat(ask(Set.of("vm.text", "modules.decode", "modules.verify"), "module.check", "assembly", wrong)
                .path("code").asString()).isEqualTo("stack-underflow");
        assertThat(ask(SMALL, "heap.walk", "object", "$x").path("feature").asString()).isEqualTo("heap.walk");
    }
}
