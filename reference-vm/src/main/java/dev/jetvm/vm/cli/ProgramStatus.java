package dev.jetvm.vm.cli;

import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.Vm;

/**
 * The exit status of a program that has ended.
 *
 * <p>Errata: ERR-186.
 *
 * @spec BOOT-12
 * @spec BOOT-14
 * @spec EXIT-12
 */
final class ProgramStatus {
    /** The exit status of a program that panicked. */
    static final int PANICKED = 101;
    /** The exit status of a program that a panic ended at once. */
    static final int ABORTED = 134;
    private static final int LOW_BITS = 0xFF;

    private ProgramStatus() {}

    /** Returns the low eight bits of the result of the run, 0 for a result that is no int, or the status of a panic. */
    static int of(Vm vm) {
        if (vm.task().panic() != null) {
            return PANICKED;
        }
        return vm.task().status() == Task.Status.RETURNED
                && vm.worker().plainResult(vm.task()).orElse(null) instanceof Value.Int(long number)
                        ? (int) (number & LOW_BITS)
                        : 0;
    }
}
