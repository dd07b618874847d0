package dev.jetvm.vm.interp;

/**
 * A function that is not bytecode.
 *
 * @param arity how many arguments it takes, {@link #ANY} for any number
 */
record Native(String name, int arity, Body body) {
    static final int ANY = -1;
    /** Instead of a result, and no value in any representation: the native has arranged a call, whose result takes the place of its own. */
    static final long TRANSFERRED = -14;

    /** May allocate; the arguments are roots where they are. */
    @FunctionalInterface
    interface Body {
        /** @param first place of the first argument on the present segment of the stack */
        long call(Interpreter in, int first, int count);
    }
}
