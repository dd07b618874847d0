package dev.jetvm.vm.agent;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a request, read with their types. What is missing or ill-typed is a {@link BadRequest}. */
final class Arguments {
    private final ObjectNode members;

    Arguments(ObjectNode members) {
        this.members = members;
    }

    /** The members of a nested object. */
    static Arguments of(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return new Arguments(object);
        }
        throw new BadRequest(what + " must be an object");
    }

    boolean has(String name) {
        return members.has(name) && !members.get(name).isNull();
    }

    /** All members. */
    ObjectNode any() {
        return members;
    }

    JsonNode node(String name) {
        JsonNode node = members.get(name);
        if (node == null) {
            throw new BadRequest("the member " + name + " is missing");
        }
        return node;
    }

    String text(String name) {
        JsonNode node = node(name);
        if (!node.isString()) {
            throw new BadRequest(name + " must be a string");
        }
        return node.asString();
    }

    boolean truth(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node(name).isBoolean()) {
            throw new BadRequest(name + " must be true or false");
        }
        return node(name).asBoolean();
    }

    /** A whole number, as a JSON number or as a decimal string, of any size. */
    BigInteger number(String name) {
        JsonNode node = node(name);
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue();
        }
        if (node.isString() && node.asString().matches("-?[0-9]{1,40}")) {
            return new BigInteger(node.asString());
        }
        throw new BadRequest(name + " must be a whole number");
    }

    /** A whole number; those beyond 64 bits become the nearest that fits, which every range check refuses. */
    long clamped(String name) {
        BigInteger number = number(name);
        return number.bitLength() > 63
                ? number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE
                : number.longValueExact();
    }

    /** As {@link #clamped}, for numbers that are stored as int; again the nearest that fits. */
    int clampedInt(String name) {
        return (int) Math.clamp(clamped(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A word: {@code 0x} and 1 to 16 hexadecimal digits of either case. */
    long word(String name) {
        return parseWord(text(name), name);
    }

    /** Thirty-two bits: {@code 0x} and exactly 8 hexadecimal digits of either case. */
    int word32(String name) {
        String text = text(name);
        if (!text.matches("0x[0-9a-fA-F]{8}")) {
            throw new BadRequest(name + " must be 0x and 8 hexadecimal digits");
        }
        return Integer.parseUnsignedInt(text, 2, text.length(), 16);
    }

    private static long parseWord(String text, String name) {
        if (!text.matches("0x[0-9a-fA-F]{1,16}")) {
            throw new BadRequest(name + " must be 0x and 1 to 16 hexadecimal digits");
        }
        return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }

    byte[] bytes(String name) {
        String text = text(name);
        if (text.length() % 4 != 0) {
            // Java's decoder takes a text without its padding; the protocol does not (CONF-08).
            throw new BadRequest(name + " must be padded base64");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(name + " must be padded base64: " + e.getMessage());
        }
    }

    List<JsonNode> list(String name) {
        JsonNode node = node(name);
        if (!node.isArray()) {
            throw new BadRequest(name + " must be an array");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    Arguments nested(String name) {
        return of(node(name), name);
    }
}
