package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.text.StringConstants;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * A function implemented in Java.
 *
 * @param arity number of arguments; {@link #ANY} accepts any number
 */
record Native(String name, int arity, Body body) {
    static final int ANY = -1;
    /**
     * Returned instead of a result when the native has set up a call whose result replaces its own, or when the task
     * waits and the native is called again afterwards.
     */
    static final long TRANSFERRED = Values.NO_VALUE;

    /** The implementation. It may allocate; the arguments on the stack are roots. */
    @FunctionalInterface
    interface Body {
        /** @param first index of the first argument in the present segment of the stack */
        long call(Worker in, int first, int count);
    }

    /** Returns an argument. */
    static long arg(Worker in, int place) {
        return in.stack.words[place];
    }

    static PanicException type(String message) {
        return new PanicException(PanicCode.TYPE, message);
    }

    /** Returns the text of a string. @throws PanicException {@code type} */
    static String text(Worker in, long word) {
        return Aggregates.decoded(in.aggregates.strings.text(word));
    }

    /** Returns the value of an int or float64. @throws PanicException {@code type} */
    static double number(Worker in, long word) {
        if (in.values.isFloat64(word)) {
            return in.values.float64Of(word);
        }
        return in.aggregates.index(word);
    }

    /** Requires a list, or an array of any storage class. @throws PanicException {@code type} */
    static void requireSequence(Worker in, long word) {
        if (!in.values.is(word, BuiltinType.LIST) && !in.values.is(word, BuiltinType.ARRAY)) {
            throw type("a list or an array is wanted here");
        }
    }

    /**
     * Returns whether a program observes a value as an object, independently of the profile: it is neither a number nor
     * a string so short that a profile may store it in a word.
     */
    static boolean isObject(Worker in, long word) {
        if (!in.values.isReference(word) || in.values.isInt(word) || in.values.isFloat64(word)) {
            return false;
        }
        return !in.values.is(word, BuiltinType.STRING)
                || in.aggregates.strings.length(word) > StringConstants.IMMEDIATE_MAX;
    }
}
