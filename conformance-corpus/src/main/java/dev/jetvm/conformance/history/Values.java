package dev.jetvm.conformance.history;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arguments and results of operations. They are immutable Java objects: {@link #NIL}, {@link Boolean},
 * {@link Long}, {@link BigInteger} beyond 64 bits, {@link Double}, {@link String}, {@link java.util.List} and
 * {@link Map}. Two values are the same if {@code equals} says so; the integer 1 and the real number 1.0 differ.
 */
public final class Values {
    /** JSON's {@code null}, EDN's {@code nil}. */
    public static final Object NIL = Special.NIL;
    /** The history does not say what the value was. */
    public static final Object ABSENT = Special.ABSENT;

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private enum Special {
        NIL, ABSENT
    }

    private Values() {}

    /** The value of an integer of any size. */
    static Object integer(BigInteger number) {
        boolean small = number.compareTo(LONG_MIN) >= 0 && number.compareTo(LONG_MAX) <= 0;
        return small ? (Object) number.longValue() : number;
    }

    /**
     * Whether a recorded value is the one that a model computes. A set of the model equals any list of its elements in
     * any order, without duplicates.
     */
    public static boolean same(Object computed, Object recorded) {
        if (computed instanceof Set<?> set && recorded instanceof Collection<?> list) {
            return set.size() == list.size() && set.containsAll(list);
        }
        return computed.equals(recorded);
    }

    /** The value as text: JSON with unquoted member names, and {@code ?} for an absent value. */
    public static String text(Object value) {
        return switch (value) {
            case Special special -> special == Special.NIL ? "nil" : "?";
            case String string -> '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case Set<?> set -> set.stream().map(Values::text).sorted().collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> list -> list.stream().map(Values::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> plain(entry.getKey()) + ": " + text(entry.getValue())).sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** As {@link #text}, but a string is not quoted. */
    public static String plain(Object value) {
        return value instanceof String string ? string : text(value);
    }
}
