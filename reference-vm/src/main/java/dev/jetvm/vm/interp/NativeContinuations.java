package dev.jetvm.vm.interp;

/**
 * Natives for continuations that outlive the clause of their handler.
 *
 * @spec EFF-14
 * @spec EFF-15
 */
final class NativeContinuations {
    static final String MODULE = "jet.continuations";

    private NativeContinuations() {}

    static void define(Natives natives) {
        natives.define(MODULE, "keep", 1, (in, first, _) -> {
            in.effects.keep(Native.arg(in, first));
            return Native.arg(in, first);
        });
        natives.define(MODULE, "drop", 1, NativeContinuations::drop);
        natives.define(MODULE, "fresh", 1,
                (in, first, _) -> in.values.ofBool(in.effects.isFresh(Native.arg(in, first))));
    }

    private static long drop(Worker in, int first, int count) {
        long word = Native.arg(in, first);
        int top = in.stack.sp;
        in.stack.sp = first - 1;
        long flags = in.calls.flagsOfTransfer();
        if (in.effects.abandon(word, flags)) {
            in.calls.transferred(flags);
            in.unwinder.proceed();
            return Native.TRANSFERRED;
        }
        in.stack.sp = top;
        return in.values.nil;
    }
}
