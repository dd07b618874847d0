package dev.jetvm.conformance.property;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The input of one try of a property in the form kept in a file: {@code words} for display and {@code values} for
 * replay, one of each for every parameter of the property in order.
 */
final class Sample {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Sample() {}

    static ObjectNode write(List<Object> arguments) {
        ObjectNode sample = MAPPER.createObjectNode();
        ArrayNode words = sample.putArray("words");
        ArrayNode values = sample.putArray("values");
        for (Object argument : arguments) {
            words.add(words(argument));
            values.add(MAPPER.<JsonNode>valueToTree(argument));
        }
        return sample;
    }

    /** The text of one argument; the elements of arrays are included at every depth. */
    static String words(Object argument) {
        String inList = Arrays.deepToString(argument instanceof List<?> list ? list.toArray() : new Object[]{argument});
        return argument instanceof List<?> ? inList : inList.substring(1, inList.length() - 1);
    }

    /** @throws IllegalArgumentException if the property does not accept these values */
    static Object[] read(Method property, JsonNode sample) {
        Type[] types = property.getGenericParameterTypes();
        JsonNode values = sample.path("values");
        if (values.size() != types.length) {
            throw new IllegalArgumentException("the property takes %d values, the sample has %d".formatted(types.length,
                    values.size()));
        }
        List<Object> arguments = new ArrayList<>();
        for (int k = 0; k < types.length; k++) {
            try {
                arguments.add(MAPPER.readerFor(MAPPER.constructType(types[k])).readValue(values.get(k)));
            } catch (JacksonException e) {
                throw new IllegalArgumentException("value %d of the sample is not what the property takes: %s"
                        .formatted(k + 1, e.getOriginalMessage()), e);
            }
        }
        return arguments.toArray();
    }
}
