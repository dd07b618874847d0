package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.module.Module;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unwinds panics: the frames run their cleanups and are left until one has a handler. A cleanup is called like any
 * function; unwinding continues when it returns. A panic that leaves a cleanup during unwinding ends the run.
 *
 * <p>Errata: ERR-154, ERR-155.
 *
 * @spec INTERP-10
 * @spec ISA-46
 * @spec ISA-47
 * @spec ISA-48
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
        raise(new Panic(PanicCode.CANCELLED, "the task was cancelled", trace(in.stack), true), in.values.nil);
    }

    private void raise(Panic panic, long value) {
        in.task.unwind(panic);
        in.stack.pushPayload(value);
        if (panic.code() == PanicCode.STACK_OVERFLOW) {
            in.stack.openReserve(true);
        }
        proceed();
    }

    /** Unwinds until a cleanup has to run, a handler is entered, or no frame is left. */
    void proceed() {
        try {
            unwind();
        } catch (PanicException e) {
            // A cleanup could not be entered, or the operand of the handler could not be allocated.
            in.task.failed(new Panic(e.code(), String.valueOf(e.getMessage()), in.task.unwinding.getLast().trace()));
        }
    }

    private void unwind() {
        FrameStack stack = in.stack;
        FrameObligations obligations = stack.obligations;
        while (!stack.isEmpty()) {
            long flags = stack.flags();
            boolean protects = (flags & FrameObligations.RECOVERS) != 0 && !in.task.unwinding.getLast().cancels();
            if (obligations.cleanups(flags) > (protects ? obligations.handlerCleanups() : 0)) {
                if (in.scopes.isInnermost()) {
                    if (in.scopes.abandon()) {
                        continue;
                    }
                    return;
                }
                in.returns.startCleanup(FrameStack.DISCARD | FrameStack.UNWINDING
                        | (in.task.unwinding.getLast().cancels() ? FrameStack.CALLER_SUSPENDED : 0));
                return;
            }
            if (protects) {
                handOver();
                return;
            }
            in.returns.leaveFrame();
            in.calls.dropReceiver(flags);
            if ((flags & FrameStack.UNWINDING) != 0) {
                break;
            }
        }
        in.task.failed(in.task.unwinding.getLast());
    }

    private void handOver() {
        FrameStack stack = in.stack;
        Panic panic = in.task.unwinding.getLast();
        long info = info(panic);
        int height = stack.obligations.handlerHeight();
        int target = stack.obligations.handler();
        stack.setFlags(stack.obligations.popRecover(stack.flags()));
        in.task.unwinding.removeLast();
        stack.payloads.pop();
        if (in.task.unwinding.isEmpty()) {
            stack.openReserve(false);
        }
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
