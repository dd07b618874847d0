package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.text.StringConstants;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * A function that is not bytecode.
 *
 * @param arity how many arguments it takes, {@link #ANY} for any number
 */
record Native(String name, int arity, Body body) {
    static final int ANY = -1;
    /** Instead of a result: the native has arranged a call, whose result takes the place of its own. */
    static final long TRANSFERRED = Values.NO_VALUE;

    /** May allocate; the arguments are roots where they are. */
    @FunctionalInterface
    interface Body {
        /** @param first place of the first argument on the present segment of the stack */
        long call(Worker in, int first, int count);
    }

    /** An argument. */
    static long arg(Worker in, int place) {
        return in.stack.words[place];
    }

    static PanicException type(String message) {
        return new PanicException(PanicCode.TYPE, message);
    }

    /** The text of a string. @throws PanicException {@code type} */
    static String text(Worker in, long word) {
        return Aggregates.decoded(in.aggregates.strings.text(word));
    }

    /** The number of an int or float64. @throws PanicException {@code type} */
    static double number(Worker in, long word) {
        if (in.values.isFloat64(word)) {
            return in.values.float64Of(word);
        }
        return in.aggregates.index(word);
    }

    /** Checks for a list or an array of any storage class. @throws PanicException {@code type} */
    static void requireSequence(Worker in, long word) {
        if (!in.values.is(word, BuiltinType.LIST) && !in.values.is(word, BuiltinType.ARRAY)) {
            throw type("a list or an array is wanted here");
        }
    }

    /**
     * Whether a value is an object for a program, whatever the profile: neither a number nor a string so short that a profile
     * may hold it in a word.
     */
    static boolean isObject(Worker in, long word) {
        if (!in.values.isReference(word) || in.values.isInt(word) || in.values.isFloat64(word)) {
            return false;
        }
        return !in.values.is(word, BuiltinType.STRING)
                || in.aggregates.strings.length(word) > StringConstants.IMMEDIATE_MAX;
    }
}
