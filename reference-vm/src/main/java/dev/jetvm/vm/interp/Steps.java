package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Request;
import org.jspecify.annotations.Nullable;

/**
 * Executes the steps of controlled runs. A step consists of instructions that other tasks cannot observe and one at its
 * end that they can, or the end of the task. Whatever the order of such steps, it includes every order of the observable
 * instructions.
 *
 * @spec SCHED-28
 * @spec SCHED-29
 */
final class Steps {
    private final Worker worker;
    private final Accesses accesses;
    private final Execution.Stepper stepper;
    private final @Nullable StepObserver observer;
    private long left;

    /** @param stepper executes instructions */
    Steps(Worker worker, Execution.Stepper stepper, @Nullable StepObserver observer) {
        this.worker = worker;
        this.accesses = new Accesses(worker);
        this.stepper = stepper;
        this.observer = observer;
    }

    /** Returns what is left of the budget of the last step. */
    long left() {
        return left;
    }

    /** Executes a step, or less if the budget does not suffice. */
    Outcome step(Task task, long budget) {
        left = budget;
        while (left > 0) {
            worker.mutator.withdraw(Request.PREEMPT);
            Access access = accesses.next(task);
            Task.Place place = task.place().orElse(null);
            int panics = task.unwinding.size();
            long before = task.executed();
            Outcome outcome = stepper.run(worker, task, 1);
            left -= task.executed() - before;
            if (hasPanicked(task, panics, outcome) || access == null && outcome == Outcome.BLOCKED) {
                access = Access.ALL;
            }
            if (access != null || outcome != Outcome.EXHAUSTED || !task.exhausted().isEmpty()) {
                report(task, place, access == null || waitsOnly(access, outcome) ? Access.NONE : access);
                return outcome == Outcome.EXHAUSTED && task.exhausted().isEmpty() && left > 0
                        ? Outcome.YIELDED
                        : outcome;
            }
        }
        return Outcome.EXHAUSTED;
    }

    /** Returns whether an instruction raised a panic, which runs cleanups, leaves scopes or ends the task. */
    private static boolean hasPanicked(Task task, int panics, Outcome outcome) {
        return task.unwinding.size() > panics || outcome == Outcome.PANICKED
                || outcome == Outcome.BLOCKED && task.leavesScope;
    }

    /** A task that looks in vain and waits goes on when it is woken, as if it had looked only then. */
    private static boolean waitsOnly(Access access, Outcome outcome) {
        return outcome == Outcome.BLOCKED && access.isPassive();
    }

    private void report(Task task, Task.@Nullable Place place, Access access) {
        if (observer != null) {
            observer.stepped(task, place, access);
        }
    }
}
