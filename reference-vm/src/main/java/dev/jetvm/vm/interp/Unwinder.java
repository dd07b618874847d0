package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.interp.Recovers.Recover;
import dev.jetvm.vm.module.Module;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a panic outward: frames run their cleanups and are left until one has a handler. A cleanup is called like any
 * function; when it returns, the unwinding goes on. A panic that leaves a cleanup in the middle of an unwinding ends the
 * run.
 *
 * <p>Clauses: INTERP-10, ISA-46 to ISA-48, ERR-154, ERR-155.
 */
final class Unwinder {
    private final Interpreter in;
    private final FrameStack stack;
    private final List<Panic> active = new ArrayList<>();

    Unwinder(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
    }

    /** A panic out of the runtime. */
    void raise(PanicException exception) {
        raise(exception.code(), String.valueOf(exception.getMessage()), in.values.nil);
    }

    /** @param value what the program gave along */
    void raise(PanicCode code, String message, long value) {
        active.add(new Panic(code, message, trace()));
        stack.payloads.push(value);
        if (code == PanicCode.STACK_OVERFLOW) {
            stack.openReserve(true);
        }
        proceed();
    }

    /** Goes on until a cleanup has to run, a handler takes over, or no frame is left. */
    void proceed() {
        try {
            unwind();
        } catch (PanicException e) {
            // There is no room for what the handler would get.
            in.failed(new Panic(e.code(), String.valueOf(e.getMessage()), active.getLast().trace()));
        }
    }

    private void unwind() {
        while (!stack.isEmpty()) {
            Recover recover = in.recovers.innermost();
            if (recover != null && recover.depth() != stack.depth()) {
                recover = null;
            }
            boolean cleanup = recover == null
                    ? stack.cleanups.has(stack.depth())
                    : stack.cleanups.size() > recover.cleanups();
            if (cleanup) {
                in.returns.startCleanup(FrameStack.DISCARD | FrameStack.UNWINDING);
                return;
            }
            if (recover != null) {
                handOver(recover);
                return;
            }
            in.returns.closeUpvalues();
            long flags = stack.leave();
            in.calls.forget(flags);
            if ((flags & FrameStack.UNWINDING) != 0) {
                break;
            }
        }
        in.failed(active.getLast());
    }

    private void handOver(Recover recover) {
        Panic panic = active.getLast();
        long info = info(panic);
        in.recovers.pop();
        active.removeLast();
        stack.payloads.pop();
        if (active.isEmpty()) {
            stack.openReserve(false);
        }
        stack.sp = recover.sp();
        stack.words[stack.sp++] = info;
        stack.next = recover.target();
    }

    /** What a handler finds on the stack: a map. A safepoint. */
    private long info(Panic panic) {
        int base = in.mutator.keep(in.values.nil);
        try {
            in.mutator.setKept(base, in.values.model.reference(in.aggregates.maps.create()));
            set(base, "code", in.mutator.keep(in.aggregates.text(panic.code().wire())));
            set(base, "message", in.mutator.keep(in.aggregates.text(panic.message())));
            set(base, "value", in.mutator.keep(stack.payloads.get(stack.payloads.size() - 1)));
            return in.mutator.kept(base);
        } finally {
            in.mutator.release(base);
        }
    }

    private void set(int map, String key, int value) {
        in.aggregates.maps.set(map, in.mutator.keep(in.aggregates.text(key)), value);
    }

    void clear() {
        active.clear();
    }

    // --- traces ---

    List<TraceFrame> trace() {
        List<TraceFrame> frames = new ArrayList<>();
        stack.forEachFrame((code, at) -> frames.add(frame(code, at)));
        return frames;
    }

    static TraceFrame frame(Code code, int at) {
        Module.@Nullable Mapping mapping = Lines.find(code.module.module, code.index, at);
        return new TraceFrame(code.shownName(), code.module.module.name(), code.module.module.source(),
                mapping == null ? 0 : mapping.line(), mapping == null ? 0 : mapping.column(), at);
    }
}
