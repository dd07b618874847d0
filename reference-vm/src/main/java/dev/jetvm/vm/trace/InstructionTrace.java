package dev.jetvm.vm.trace;

import dev.jetvm.vm.assembly.InstructionLines;
import dev.jetvm.vm.interp.Interpreter;
import dev.jetvm.vm.interp.Interpreter.State;
import dev.jetvm.vm.module.Module;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells every instruction before it is carried out.
 *
 * @spec DBG-12
 */
public final class InstructionTrace {
    private InstructionTrace() {}

    /** Runs as {@link Interpreter#run} does. @param listener gets a line for each instruction */
    public static State run(Interpreter interpreter, long steps, Consumer<String> listener) {
        // Nothing is begun until the first step, so there is no frame to be shown before.
        Map<Module, InstructionLines> lines = new IdentityHashMap<>();
        State state = interpreter.run(0);
        for (long done = 0; done < steps && state == State.EXHAUSTED; done++) {
            interpreter.place().ifPresent(place -> listener.accept("%s %s".formatted(place.name(),
                    lines.computeIfAbsent(place.module(), InstructionLines::new).line(place.function(),
                            place.offset()))));
            state = interpreter.run(1);
        }
        return state;
    }
}
