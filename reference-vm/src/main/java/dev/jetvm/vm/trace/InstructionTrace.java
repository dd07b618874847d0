package dev.jetvm.vm.trace;

import dev.jetvm.vm.assembly.InstructionLines;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.Worker;
import dev.jetvm.vm.module.Module;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reports every instruction before it is executed.
 *
 * @spec DBG-12
 */
public final class InstructionTrace {
    private InstructionTrace() {}

    /** Runs a task as {@link Worker#run(Task, long)} does. @param listener receives a line before each instruction */
    public static Outcome run(Worker worker, Task task, long steps, Consumer<String> listener) {
        // A run of no steps begins the first function, so that its first instruction is reported too.
        Map<Module, InstructionLines> lines = new IdentityHashMap<>();
        Outcome outcome = worker.run(task, 0);
        for (long done = 0; done < steps && outcome == Outcome.EXHAUSTED && task.exhausted().isEmpty(); done++) {
            task.place().ifPresent(place -> listener.accept("%s %s".formatted(place.name(),
                    lines.computeIfAbsent(place.module(), InstructionLines::new).line(place.function(),
                            place.offset()))));
            outcome = worker.run(task, 1);
        }
        return outcome;
    }
}
