package dev.jetvm.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Which features a request needs: its operation, its members and their values decide. */
class OperationsTest {
    @ParameterizedTest
    @CsvSource({"add, int, int, ''", "lt, bool, int, ''", "wrap-mul, int, int, value.wrapping",
            "add, int, float64, value.floats", "eq, float64-ref, float64-ref, value.floats",
            "eq, nil, nil, value.kinds",
            "lt, char, float32, value.floats value.kinds", "add, unknown, int, ''"})
    void an_operator_and_the_kinds_of_operands_are_features(String operator, String left, String right,
            String features) {
        Request request = new Request("value.eval", JsonMapper.shared().createObjectNode());
        ArrayNode operands = request.members().put("operator", operator).putArray("operands");
        operands.addObject().put("kind", left);
        operands.addObject().put("kind", right);
        Set<String> expected = new TreeSet<>(Set.of("value.arithmetic"));
        Arrays.stream(features.split(" ")).filter(each -> !each.isEmpty()).forEach(expected::add);

        assertThat(Operations.features(request)).isEqualTo(expected);
    }

    @Test
    void every_value_that_is_a_feature_is_one_of_the_schema() {
        assertThat(Operations.of("value.eval").orElseThrow().requestValues()).allSatisfy((path, values) -> {
            Set<String> words = path.equals("operator")
                    ? words("request.schema.json", "/$defs/value.eval/properties/operator/enum")
                    : words("types.schema.json", "/$defs/plain/properties/kind/enum");
            assertThat(words).containsAll(values.keySet());
        });
    }

    private static Set<String> words(String file, String pointer) {
        Set<String> words = new TreeSet<>();
        try (InputStream in = Operations.schemaFile(file)) {
            JsonNode list = JsonMapper.shared().readTree(in).at(pointer);
            list.forEach(each -> words.add(each.asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
