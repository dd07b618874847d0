package dev.jetvm.vm.debug;

import dev.jetvm.vm.interp.Interpreter;
import dev.jetvm.vm.interp.Interpreter.State;
import dev.jetvm.vm.interp.TraceFrame;
import java.util.List;
import java.util.function.Consumer;

/** Tells every instruction before it is carried out. Clause: DBG-12. */
public final class InstructionTrace {
    private InstructionTrace() {}

    /** Runs as {@link Interpreter#run} does. @param listener gets a line for each instruction */
    public static State run(Interpreter interpreter, long steps, Consumer<String> listener) {
        // Nothing is begun until the first step, so there is no frame to be shown before.
        State state = interpreter.run(0);
        for (long done = 0; done < steps && state == State.EXHAUSTED; done++) {
            List<TraceFrame> frames = interpreter.trace();
            if (!frames.isEmpty()) {
                TraceFrame top = frames.getFirst();
                listener.accept("%s %s".formatted(top.function(), interpreter.instructionText()));
            }
            state = interpreter.run(1);
        }
        return state;
    }
}
