package dev.jetvm.spec.blocks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads block attributes, which AsciidoctorJ passes as a map of untyped values. */
final class BlockAttributes {
    private BlockAttributes() {}

    /** The attribute as text; empty when it is absent. */
    static String text(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        return value == null ? "" : value.toString().strip();
    }

    /** The words of an attribute, separated by spaces. */
    static List<String> words(Map<String, Object> attributes, String name) {
        String text = text(attributes, name);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+"));
    }
}
