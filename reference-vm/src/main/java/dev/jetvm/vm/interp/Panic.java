package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panic with the stack trace at the time it was raised, innermost frame first.
 *
 * @param cause why frames are unwound
 * @param abandonment details if a continuation is abandoned, otherwise null
 * @spec INTERP-10
 * @spec DBG-04
 * @spec PANIC-03
 * @spec ERR-217
 */
public record Panic(PanicCode code, String message, List<TraceFrame> trace, Cause cause,
        @Nullable Abandonment abandonment) {

    /** Why frames are unwound. */
    public enum Cause {
        PANIC,
        /**
         * The task was cancelled: no handler stops it. The panic that JOIN raises for a cancelled task has the same code and can
         * be recovered.
         */
        CANCELLATION,
        /**
         * A panic left a cleanup of a cancelled task. The rest of the task is unwound as by the cancellation, and the task ends with
         * the panic.
         */
        PANIC_OF_CANCELLATION,
        /** A continuation is not resumed. Its frames are unwound, and no others; no handler stops it. */
        ABANDONMENT
    }

    /**
     * What is unwound when a continuation is not resumed.
     *
     * @param bases outermost frames of continuations that the unwinding comes to; it ends at the last of them
     * @param carried a panic or cancellation that goes on at the end, or null
     * @param earlier whether the carried panic came first: a protected part that is left would have recovered it
     */
    record Abandonment(int bases, @Nullable Panic carried, boolean earlier) {
        static final Abandonment NEW = new Abandonment(1, null, false);

        Abandonment carrying(@Nullable Panic panic, boolean cameFirst) {
            return new Abandonment(bases, panic, cameFirst);
        }

        Abandonment withBases(int count) {
            return new Abandonment(count, carried, earlier);
        }
    }

    Panic(PanicCode code, String message, List<TraceFrame> trace) {
        this(code, message, trace, Cause.PANIC, null);
    }

    static Panic cancellation(List<TraceFrame> trace) {
        return new Panic(PanicCode.CANCELLED, "the task was cancelled", trace, Cause.CANCELLATION, null);
    }

    static Panic of(Abandonment details) {
        return new Panic(PanicCode.CANCELLED, "a continuation was not resumed", List.of(), Cause.ABANDONMENT, details);
    }

    /** Returns the panic that an abandonment carries, or null. */
    @Nullable
    Panic carried() {
        return abandonment == null ? null : abandonment.carried;
    }

    /** Returns whether this unwinds a cancelled task. */
    public boolean cancels() {
        return cause == Cause.CANCELLATION;
    }

    /** Returns whether a cancelled task is unwound, also below an abandonment. */
    boolean carriesCancellation() {
        Panic effective = abandonment == null || abandonment.carried == null ? this : abandonment.carried;
        return effective.cause == Cause.CANCELLATION || effective.cause == Cause.PANIC_OF_CANCELLATION;
    }

    /** Returns this panic as that which a cancelled task ends with. */
    Panic ofCancellation() {
        return new Panic(code, message, trace, Cause.PANIC_OF_CANCELLATION, null);
    }

    /** Returns whether a handler of panics stops this. */
    boolean isRecoverable() {
        return cause == Cause.PANIC;
    }
}
