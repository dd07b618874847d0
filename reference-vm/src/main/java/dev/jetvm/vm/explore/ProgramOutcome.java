package dev.jetvm.vm.explore;

import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.Vm;

/**
 * What a run of a program shows.
 *
 * @param status {@code returned}, {@code halted} or {@code panic}
 * @param value the result, the type of the result if that is an object, or the code of the panic
 * @param message message of the panic, or empty
 * @param output standard output
 */
public record ProgramOutcome(String status, String value, String message, String output) {

    /** Returns the outcome of a machine whose program has ended. */
    static ProgramOutcome of(Vm vm, String output) {
        Task root = vm.task();
        Panic panic = root.panic();
        if (panic != null) {
            return new ProgramOutcome(root.status().wire(), panic.code().wire(), panic.message(), output);
        }
        String value = vm.worker().plainResult(root).map(ProgramOutcome::text).orElseGet(
                () -> vm.worker().resultType(root));
        return new ProgramOutcome(root.status().wire(), value, "", output);
    }

    private static String text(Value value) {
        return value.toString();
    }

    public boolean isPanic() {
        return status.equals(Task.Status.PANIC.wire());
    }
}
