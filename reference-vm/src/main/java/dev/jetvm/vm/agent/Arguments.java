package dev.jetvm.vm.agent;

import dev.jetvm.runtime.value.StorageClass;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a request, read with their types. A missing or ill-typed member is a {@link BadRequest}. */
final class Arguments {
    /** 2^53-1. */
    static final BigInteger EXACT_MAX = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    private static final long COUNT_MAX = 0xFFFF_FFFFL;

    private final ObjectNode members;

    Arguments(ObjectNode members) {
        this.members = members;
    }

    /** Returns the members of a nested object. */
    static Arguments of(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return new Arguments(object);
        }
        throw new BadRequest(what + " must be an object");
    }

    /** Returns whether a member is present. Null counts as present and has the wrong type (CONF-05). */
    boolean has(String name) {
        return members.has(name);
    }

    /** Returns all members. */
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

    /** Returns a member that is a handle. */
    String handle(String name) {
        String handle = text(name);
        if (!handle.matches(HeapMachine.HANDLE)) {
            throw new BadRequest(name + " must be a handle");
        }
        return handle;
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

    /**
     * Returns an integer: a JSON number of magnitude up to 2^53-1, or a decimal string.
     *
     * @spec CONF-07
     */
    BigInteger number(String name) {
        return node(name).isString() ? decimal(name) : exact(name);
    }

    /** Returns an integer given as a decimal string of up to 40 digits. */
    BigInteger decimal(String name) {
        String text = text(name);
        if (!text.matches("-?[0-9]{1,40}")) {
            throw new BadRequest(name + " must be a text of decimal digits");
        }
        return new BigInteger(text);
    }

    /** Returns an integer given as a JSON number of magnitude up to 2^53-1, which every library represents exactly. */
    BigInteger exact(String name) {
        JsonNode node = node(name);
        if (!node.isIntegralNumber() || node.bigIntegerValue().abs().compareTo(EXACT_MAX) > 0) {
            throw new BadRequest(name + " must be a whole number, as text beyond 2^53-1");
        }
        return node.bigIntegerValue();
    }

    /** Returns a number from 0 to 2^32-1: the length or capacity of an existing object. */
    long count(String name) {
        return within(name, 0, COUNT_MAX);
    }

    /** Returns an integer in a range. An integer outside it is a {@link BadRequest}. */
    long within(String name, long least, long most) {
        long number = clamped(name);
        if (number < least || number > most) {
            throw new BadRequest(name + " must be from " + least + " to " + most);
        }
        return number;
    }

    /** Returns whether the first of two members is present. Both or neither is a {@link BadRequest}. */
    boolean either(String one, String other) {
        if (has(one) == has(other)) {
            throw new BadRequest("either " + one + " or " + other);
        }
        return has(one);
    }

    /** Returns an integer, clamped to 64 bits. The range checks refuse the clamped values. */
    long clamped(String name) {
        return clamped(number(name));
    }

    /** Clamps a number to 64 bits. */
    static long clamped(BigInteger number) {
        return number.bitLength() > 63
                ? number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE
                : number.longValueExact();
    }

    /** As {@link #clamped}, for numbers stored as int, clamped to 32 bits. */
    int clampedInt(String name) {
        return (int) Math.clamp(clamped(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Returns a word: {@code 0x} and 1 to 16 hexadecimal digits of either case. */
    long word(String name) {
        return parseWord(text(name), name);
    }

    /** Returns 32 bits: {@code 0x} and exactly 8 hexadecimal digits of either case. */
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
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
                // Java's decoder accepts base64 without padding and ignores bits that belong to no byte.
                throw new BadRequest(name + " must be padded base64 without unused bits (CONF-08)");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new BadRequest(name + " must be padded base64: " + e.getMessage());
        }
    }

    /** Returns a storage class given by name. */
    StorageClass storage(String name) {
        return StorageClass.ofWire(text(name))
                .orElseThrow(() -> new BadRequest(name + " must be a storage class"));
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
