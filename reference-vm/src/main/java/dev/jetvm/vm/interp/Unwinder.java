package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.module.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Unwinds panics: the frames run their cleanups and are left until one has a handler. A cleanup is called like any
 * function; unwinding continues when it returns. A panic that leaves a cleanup during unwinding ends the run. A continuation
 * that is not resumed is unwound in the same way, down to its outermost frame.
 *
 * <p>Errata: ERR-154, ERR-155.
 *
 * @spec INTERP-10
 * @spec ISA-46
 * @spec ISA-47
 * @spec ISA-48
 * @spec EFF-20
 * @spec UNW-02
 * @spec UNW-03
 * @spec UNW-04
 * @spec UNW-06
 * @spec UNW-07
 * @spec UNW-08
 * @spec UNW-09
 * @spec PANIC-01
 * @spec PANIC-02
 * @spec PANIC-04
 * @spec PANIC-11
 * @spec PANIC-12
 */
final class Unwinder {
    private final Worker in;

    Unwinder(Worker in) {
        this.in = in;
    }

    /** Raises a panic that the runtime threw. */
    void raise(PanicException exception) {
        raise(exception.code(), String.valueOf(exception.getMessage()), in.values.nil);
    }

    /** Raises a panic. @param value value that the program passed */
    void raise(PanicCode code, String message, long value) {
        raise(new Panic(code, message, trace(in.stack)), value);
    }

    /**
     * Raises the panic of another task in this one. The trace is that of the other task, then that of this one.
     *
     * @spec DBG-04b
     */
    void raiseAgain(Panic other, long value) {
        List<TraceFrame> frames = new ArrayList<>(other.trace());
        frames.addAll(trace(in.stack));
        raise(new Panic(other.code(), other.message(), frames), value);
    }

    /** Begins the unwinding of a cancelled task, which no handler stops. @spec SCHED-16 */
    void cancel() {
        raise(Panic.cancellation(trace(in.stack)), in.values.nil);
    }

    private void raise(Panic panic, long value) {
        if (panic.isRecoverable() && in.vm.options().lifecycle().abortsOnPanic() && !in.task.finalizes) {
            in.task.aborted(panic);
            return;
        }
        if (in.task == in.vm.task() && in.task.unwinding.isEmpty() && !panic.cancels()
                && !in.stack.obligations.recovers()) {
            // Nothing will recover it: it is told before cleanups run.
            in.vm.end().tell(panic);
        }
        in.task.unwind(panic);
        in.stack.pushPayload(value);
        if (panic.code() == PanicCode.STACK_OVERFLOW) {
            in.stack.openReserve(true);
        }
        proceed();
    }

    /** Unwinds until a cleanup has to run, a handler is entered, or no frame is left. */
    void proceed() {
        while (true) {
            try {
                unwind();
                return;
            } catch (PanicException e) {
                if (!arises(new Panic(e.code(), String.valueOf(e.getMessage()), trace(in.stack)))) {
                    return;
                }
            }
        }
    }

    /**
     * Deals with a panic of the unwinding itself: a cleanup could not be entered, or the operand of the handler could not be
     * allocated.
     *
     * @return whether the unwinding goes on: that of a continuation carries the panic to its end
     */
    private boolean arises(Panic panic) {
        List<Panic> unwinding = in.task.unwinding;
        Panic last = unwinding.getLast();
        Panic.Abandonment details = last.abandonment();
        if (details == null && last.carriesCancellation()) {
            if (last.cancels()) {
                unwinding.set(unwinding.size() - 1, panic.ofCancellation());
            }
            return true;
        }
        if (details == null || details.carried() != null) {
            end(panic, last);
            return false;
        }
        unwinding.set(unwinding.size() - 1, Panic.of(details.carrying(panic, false)));
        return true;
    }

    private void unwind() {
        FrameStack stack = in.stack;
        FrameObligations obligations = stack.obligations;
        while (!stack.isEmpty()) {
            long flags = stack.flags();
            Panic latest = latest(flags);
            boolean protects = (flags & FrameObligations.RECOVERS) != 0 && latest.isRecoverable();
            if (obligations.cleanups(flags) > (protects ? obligations.handlerCleanups() : 0)) {
                if (in.scopes.isInnermost()) {
                    if (in.scopes.abandon()) {
                        continue;
                    }
                    return;
                }
                long cleanup = FrameStack.DISCARD | FrameStack.UNWINDING
                        | (latest.carriesCancellation() ? FrameStack.CALLER_SUSPENDED : 0);
                if (in.effects.isInnermost()) {
                    in.effects.release(cleanup);
                    continue;
                }
                in.returns.startCleanup(cleanup);
                return;
            }
            if (protects) {
                handOver();
                return;
            }
            if (latest.abandonment() != null && (flags & FrameStack.ABANDONED) != 0
                    && endAbandonment(latest.abandonment())) {
                if ((flags & FrameStack.UNWINDING) == 0) {
                    in.returns.finish(in.values.nil);
                    return;
                }
                in.returns.leaveFrame();
                continue;
            }
            in.returns.leaveFrame();
            in.calls.dropReceiver(flags);
            // A trace of a panic that arises now names the call that the caller has not finished.
            stack.pc = stack.next - 1;
            if ((flags & FrameStack.UNWINDING) != 0 && !leavesCleanup()) {
                List<Panic> unwinding = in.task.unwinding;
                end(unwinding.getLast(), unwinding.get(unwinding.size() - 2));
                return;
            }
        }
        in.task.failed(carried(in.task.unwinding.getLast()));
    }

    /**
     * Ends the task because a panic left a cleanup of another unwinding. If that was because of a panic, the run ends at once.
     *
     * @spec ISA-47
     * @spec PANIC-06
     */
    private void end(Panic last, Panic interrupted) {
        Panic panic = carried(last);
        if (panic.isRecoverable() && carried(interrupted).isRecoverable()) {
            in.task.aborted(panic);
        } else {
            in.task.failed(panic);
        }
    }

    private static Panic carried(Panic panic) {
        Panic carried = panic.carried();
        return carried == null ? panic : carried;
    }

    // --- continuations that are not resumed ---

    /**
     * Returns what unwinds the innermost frame. A panic that an abandonment interrupted ends here if a protected part of the frame
     * would have recovered it.
     */
    private Panic latest(long flags) {
        List<Panic> unwinding = in.task.unwinding;
        Panic latest = unwinding.getLast();
        Panic.Abandonment details = latest.abandonment();
        if (details == null || details.carried() == null || !details.earlier() || !details.carried().isRecoverable()
                || (flags & FrameObligations.RECOVERS) == 0
                || in.stack.obligations.cleanups(flags) > in.stack.obligations.handlerCleanups()) {
            return latest;
        }
        Panic without = Panic.of(details.carrying(null, false));
        unwinding.set(unwinding.size() - 1, without);
        in.stack.payloads.set(unwinding.size() - 1, in.values.nil);
        return without;
    }

    /**
     * Ends an abandonment at the outermost frame of its continuation.
     *
     * @return whether it is over; otherwise the frame is left as usual
     */
    private boolean endAbandonment(Panic.Abandonment details) {
        List<Panic> unwinding = in.task.unwinding;
        int last = unwinding.size() - 1;
        if (details.bases() > 1) {
            unwinding.set(last, Panic.of(details.withBases(details.bases() - 1)));
            return false;
        }
        if (details.carried() != null) {
            unwinding.set(last, details.carried());
            return false;
        }
        unwinding.removeLast();
        in.stack.payloads.pop();
        updateReserve();
        return true;
    }

    /**
     * Decides what goes on when an unwinding leaves a cleanup that another one called.
     *
     * @return false if the run ends: a panic leaves the cleanup of a panic
     */
    private boolean leavesCleanup() {
        List<Panic> unwinding = in.task.unwinding;
        Panic latest = unwinding.getLast();
        int below = unwinding.size() - 2;
        Panic interrupted = unwinding.get(below);
        if (interrupted.abandonment() == null && interrupted.carriesCancellation() && latest.abandonment() == null) {
            unwinding.removeLast();
            long value = in.stack.payloads.pop();
            if (interrupted.cancels()) {
                unwinding.set(below, latest.ofCancellation());
                in.stack.payloads.set(below, value);
            }
            updateReserve();
            return true;
        }
        boolean carriesLatest = latest.abandonment() == null || latest.carried() != null;
        if (carriesLatest && (interrupted.abandonment() == null || interrupted.carried() != null)) {
            return false;
        }
        unwinding.set(below, Panic.of(merged(latest, interrupted)));
        unwinding.removeLast();
        long value = in.stack.payloads.pop();
        if (carriesLatest) {
            in.stack.payloads.set(below, value);
        }
        return true;
    }

    /** Returns the abandonment that goes on when one of two is an abandonment, and at most one of them has a panic. */
    private static Panic.Abandonment merged(Panic latest, Panic interrupted) {
        if (latest.abandonment() == null) {
            return Objects.requireNonNull(interrupted.abandonment()).carrying(latest, false);
        }
        if (interrupted.abandonment() == null) {
            return latest.abandonment().carrying(interrupted, true);
        }
        int bases = latest.abandonment().bases() + interrupted.abandonment().bases();
        // A panic that leaves a cleanup of an abandonment is recovered by no protected part that is left from here on.
        return latest.carried() == null
                ? interrupted.abandonment().withBases(bases)
                : new Panic.Abandonment(bases, latest.carried(), false);
    }

    /** The reserve is for the cleanups of a stack overflow. */
    void updateReserve() {
        boolean needed = false;
        for (Panic panic : in.task.unwinding) {
            needed |= needsReserve(panic);
        }
        in.stack.openReserve(needed);
    }

    private static boolean needsReserve(Panic panic) {
        return carried(panic).code() == PanicCode.STACK_OVERFLOW;
    }

    // --- handlers ---

    private void handOver() {
        FrameStack stack = in.stack;
        Panic panic = in.task.unwinding.getLast();
        long info = info(panic);
        int height = stack.obligations.handlerHeight();
        int target = stack.obligations.handler();
        stack.setFlags(stack.obligations.dropHandlersOfPart(stack.flags()));
        stack.setFlags(stack.obligations.popRecover(stack.flags()));
        in.task.unwinding.removeLast();
        stack.payloads.pop();
        updateReserve();
        stack.sp = stack.fp + height;
        stack.words[stack.sp++] = info;
        stack.next = target;
    }

    /** Creates the operand of a handler, a map. A safepoint. */
    private long info(Panic panic) {
        int base = in.mutator.keep(in.values.nil);
        try {
            in.mutator.setKept(base, in.values.model.reference(in.aggregates.maps.create()));
            set(base, "code", in.mutator.keep(in.aggregates.text(panic.code().wire())));
            set(base, "message", in.mutator.keep(in.aggregates.text(panic.message())));
            set(base, "value", in.mutator.keep(in.stack.payloads.get(in.stack.payloads.size() - 1)));
            return in.mutator.kept(base);
        } finally {
            in.mutator.release(base);
        }
    }

    private void set(int map, String key, int value) {
        in.aggregates.maps.set(map, in.mutator.keep(in.aggregates.text(key)), value);
    }

    // --- traces ---

    static List<TraceFrame> trace(FrameStack stack) {
        List<TraceFrame> frames = new ArrayList<>();
        stack.forEachFrame((code, at) -> frames.add(frame(code, at)));
        return frames;
    }

    static TraceFrame frame(LinkedFunction code, int at) {
        Module.@Nullable Mapping mapping = Lines.find(code.module.module, code.index, at);
        return new TraceFrame(code.shownName(), code.module.module.name(), code.module.module.source(),
                mapping == null ? 0 : mapping.line(), mapping == null ? 0 : mapping.column(), at);
    }
}
