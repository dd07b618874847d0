package dev.jetvm.reports.heap;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.text.DisplayText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads the members of an unchecked answer. Every method throws {@link MalformedAnswer}. */
record Members(JsonNode node, String what) {
    private static final Set<String> SPACES = Set.of("immortal", "nursery", "mature", "large");
    /** Maximum length of a name; longer names are truncated to keep tables readable. */
    private static final int NAME_MAX = 120;
    private static final int QUOTE_MAX = 60;

    Members {
        if (!node.isObject()) {
            throw new MalformedAnswer(what + " is no JSON object: " + quote(node));
        }
    }

    /** An integer from 0 to {@code max}. */
    long natural(String name, long max) {
        JsonNode member = node.path(name);
        BigInteger value = Wire.integer(member).orElseThrow(() -> wrong(name, "no integer"));
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw wrong(name, "not in 0 to " + max);
        }
        return value.longValue();
    }

    long natural(String name) {
        return natural(name, Long.MAX_VALUE);
    }

    String text(String name) {
        JsonNode member = node.path(name);
        if (!member.isString()) {
            throw wrong(name, "no text");
        }
        String text = member.stringValue();
        return DisplayText.cut(text, NAME_MAX);
    }

    boolean truth(String name) {
        if (!node.path(name).isBoolean()) {
            throw wrong(name, "neither true nor false");
        }
        return node.path(name).booleanValue();
    }

    /** One of the four spaces. */
    String space() {
        String space = text("space");
        if (!SPACES.contains(space)) {
            throw wrong("space", "none of the four spaces");
        }
        return space;
    }

    /** The elements of an array, each converted by a function of the element and its description. */
    <T> List<T> list(String name, String element, Function<Members, T> make) {
        List<T> list = new ArrayList<>();
        for (JsonNode each : array(name)) {
            list.add(make.apply(new Members(each, element + " " + list.size())));
        }
        return list;
    }

    JsonNode array(String name) {
        if (!node.path(name).isArray()) {
            throw wrong(name, "no array");
        }
        return node.path(name);
    }

    MalformedAnswer wrong(String name, String why) {
        return new MalformedAnswer("%s of %s is %s: %s".formatted(name, what, why, quote(node.path(name))));
    }

    private static String quote(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return DisplayText.cut(text, QUOTE_MAX);
    }
}
