package dev.jetvm.vm.isa;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * Sets of kinds of values, one bit for each kind, as the verifier computes them for words. The union is bitwise OR.
 *
 * @spec VERIFY-07
 */
public final class Kinds {
    public static final int NIL = 1;
    public static final int BOOL = 1 << 1;
    public static final int INT = 1 << 2;
    public static final int FLOAT32 = 1 << 3;
    public static final int FLOAT64 = 1 << 4;
    public static final int CHAR = 1 << 5;
    public static final int SYMBOL = 1 << 6;
    public static final int STRING = 1 << 7;
    public static final int ARRAY = 1 << 8;
    public static final int LIST = 1 << 9;
    public static final int SLICE = 1 << 10;
    public static final int MAP = 1 << 11;
    public static final int FUNCTION = 1 << 12;
    public static final int CLOSURE = 1 << 13;
    public static final int NATIVE = 1 << 14;
    public static final int CLASS = 1 << 15;
    public static final int INSTANCE = 1 << 16;
    public static final int BOUND = 1 << 17;
    public static final int STRUCT = 1 << 18;
    public static final int TRAIT = 1 << 19;
    public static final int WEAK = 1 << 20;
    /** Tasks, channels, continuations and kinds of later versions. */
    public static final int OTHER = 1 << 21;
    public static final int ANY = (1 << 22) - 1;
    public static final int NUMBER = INT | FLOAT32 | FLOAT64;
    /** Kinds that can be a method of a class. */
    public static final int CODE = FUNCTION | CLOSURE;
    /** Kinds that are never references in any representation, so a stack map omits them. An int may be boxed. */
    public static final int IMMEDIATE = NIL | BOOL | CHAR | SYMBOL | FLOAT32;

    private static final String[] NAMES = {"nil", "bool", "int", "float32", "float64", "char", "symbol", "string",
            "array", "list", "slice", "map", "function", "closure", "native", "class", "instance", "bound", "struct",
            "trait", "weak", "other"};

    private Kinds() {}

    /** Returns whether a word of these kinds may be a reference. */
    public static boolean mayRefer(int kinds) {
        return (kinds & ~IMMEDIATE) != 0;
    }

    /** Returns the names of the kinds, in the order of their bits. */
    public static String[] names() {
        return NAMES.clone();
    }

    /**
     * Returns the set with a name: a kind, {@code any}, {@code number} or {@code code}.
     *
     * @throws IllegalArgumentException if the name is unknown
     */
    public static int named(String name) {
        switch (name) {
            case "any" -> {
                return ANY;
            }
            case "number" -> {
                return NUMBER;
            }
            case "code" -> {
                return CODE;
            }
            default -> {
                for (int k = 0; k < NAMES.length; k++) {
                    if (NAMES[k].equals(name)) {
                        return 1 << k;
                    }
                }
                throw new IllegalArgumentException("no kind is called " + name);
            }
        }
    }

    /** Returns the set as text for messages. */
    public static String text(int kinds) {
        if (kinds == ANY) {
            return "any";
        }
        StringJoiner names = new StringJoiner(" or ");
        for (int k = 0; k < NAMES.length; k++) {
            if ((kinds & 1 << k) != 0) {
                names.add(NAMES[k].toLowerCase(Locale.ROOT));
            }
        }
        return names.toString();
    }
}
