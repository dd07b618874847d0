package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Wire;
import io.cucumber.java.ParameterType;
import java.math.BigInteger;
import tools.jackson.databind.node.ObjectNode;

/** The notation of values, words and bytes in steps. */
public final class Vocabulary {
    private static final String NUMBER = "0x[0-9A-Fa-f]+";
    private static final String PLAIN = "integer -?[0-9]+|boolean (?:true|false)|nil|float32 " + NUMBER + "|float64 "
            + NUMBER
            + "|character U\\+[0-9A-F]+|symbol [0-9]+|string \"[^\"]*\"|reference to " + NUMBER
            + "|reference to the float64 at " + NUMBER;

    public Vocabulary() {}

    /** {@code integer -1}, {@code boolean true}, {@code nil}, {@code float32 0x3F800000}, {@code character U+0041}, ... */
    @ParameterType(PLAIN)
    public ObjectNode plain(String text) {
        return read(text);
    }

    @ParameterType(NUMBER)
    public String bits(String text) {
        return text;
    }

    /** Bytes in hexadecimal, {@code EF CD AB 16}. */
    @ParameterType("[0-9A-F]{2}(?: [0-9A-F]{2})*")
    public byte[] hex(String text) {
        return Wire.unhex(text);
    }

    /** A normative code, or the name of a kind, an operator or a type: {@code int-overflow}. */
    @ParameterType("[A-Za-z0-9][A-Za-z0-9.-]*")
    public String code(String text) {
        return text;
    }

    @ParameterType("-?[0-9]+")
    public BigInteger number(String text) {
        return new BigInteger(text);
    }

    static ObjectNode read(String text) {
        String[] words = text.strip().split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "integer" -> Plain.integer(new BigInteger(rest));
            case "boolean" -> Plain.bool(Boolean.parseBoolean(rest));
            case "nil" -> Plain.nil();
            case "float32" -> Plain.float32(Integer.parseUnsignedInt(rest.substring(2), 16));
            case "float64" -> Plain.float64(Long.parseUnsignedLong(rest.substring(2), 16));
            case "character" -> Plain.character(Integer.parseInt(rest.substring(2), 16));
            case "symbol" -> Plain.symbol(Long.parseUnsignedLong(rest));
            case "string" -> Plain.string(rest.substring(1, rest.length() - 1));
            case "reference" -> reference(rest);
            default -> throw Conversation.defect("no value is written `" + text + "`");
        };
    }

    private static ObjectNode reference(String rest) {
        long address = Long.parseUnsignedLong(rest.substring(rest.lastIndexOf("0x") + 2), 16);
        return rest.contains("float64") ? Plain.float64Ref(address) : Plain.ref(address);
    }
}
