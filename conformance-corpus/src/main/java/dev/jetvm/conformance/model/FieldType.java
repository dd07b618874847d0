package dev.jetvm.conformance.model;

import dev.jetvm.conformance.exchange.Wire;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The type of a field or an element.
 *
 * @param name name of the type; empty for a type defined by size and alignment
 * @param size in bytes
 * @param align in bytes, a power of two
 */
public record FieldType(String name, long size, int align) {
    private static final Map<String, Integer> SIZES = Map.ofEntries(Map.entry("i8", 1), Map.entry("i16", 2),
            Map.entry("i32", 4), Map.entry("i64", 8), Map.entry("u8", 1), Map.entry("u16", 2), Map.entry("u32", 4),
            Map.entry("u64", 8), Map.entry("f32", 4), Map.entry("f64", 8), Map.entry("bool", 1), Map.entry("char", 4),
            Map.entry("ref", 8), Map.entry("vec4f", 16), Map.entry("vec4i", 16), Map.entry("vec8f", 32),
            Map.entry("vec8i", 32));

    /** The thirteen storage classes. */
    public static final List<String> STORAGE = List.of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32",
            "f64",
            "bool", "char", "ref");
    /** The storage classes and the vectors of 16 bytes: everything whose alignment is at most 16. */
    public static final List<String> UP_TO_16 = List.of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32",
            "f64",
            "bool", "char", "ref", "vec4f", "vec4i");
    public static final List<String> NAMED = List.of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64",
            "bool", "char", "ref", "vec4f", "vec4i", "vec8f", "vec8i");

    public static FieldType named(String name) {
        Integer size = SIZES.get(name);
        if (size == null) {
            throw new IllegalArgumentException("no type " + name);
        }
        return new FieldType(name, size, size);
    }

    public static FieldType sized(long size, int align) {
        return new FieldType("", size, align);
    }

    public JsonNode json() {
        return name.isEmpty()
                ? Wire.object().put("size", size).put("align", align)
                : JsonNodeFactory.instance.stringNode(name);
    }

    /** Size rounded up to the alignment: the distance in bytes between consecutive elements. */
    public long stride() {
        return LayoutModel.roundUp(size, align);
    }
}
