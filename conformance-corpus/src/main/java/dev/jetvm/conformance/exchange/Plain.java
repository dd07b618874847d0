package dev.jetvm.conformance.exchange;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Jet values in the notation of messages, independent of any word representation. */
public final class Plain {
    private Plain() {}

    public static ObjectNode integer(long value) {
        return kind("int").put("value", Long.toString(value));
    }

    public static ObjectNode integer(BigInteger value) {
        return kind("int").put("value", value.toString());
    }

    public static ObjectNode bool(boolean value) {
        return kind("bool").put("value", value);
    }

    public static ObjectNode nil() {
        return kind("nil");
    }

    public static ObjectNode float32(int bits) {
        return kind("float32").put("bits", Wire.word32(bits));
    }

    public static ObjectNode float64(long bits) {
        return kind("float64").put("bits", Wire.word(bits));
    }

    public static ObjectNode character(int scalar) {
        return kind("char").put("value", scalar);
    }

    /** @param index interpreted as unsigned */
    public static ObjectNode symbol(long index) {
        return kind("symbol").put("index", Long.toUnsignedString(index));
    }

    public static ObjectNode string(byte[] bytes) {
        return kind("string").put("bytes", Wire.base64(bytes));
    }

    public static ObjectNode string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode ref(long address) {
        return kind("ref").put("address", Wire.word(address));
    }

    public static ObjectNode float64Ref(long address) {
        return kind("float64-ref").put("address", Wire.word(address));
    }

    private static ObjectNode kind(String kind) {
        return Wire.object().put("kind", kind);
    }
}
