package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.SchedulerCounts;
import dev.jetvm.runtime.sched.Timers;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Natives for tasks: time, parking, states, scopes with a deadline or a shield, task-local values.
 *
 * @spec SCHED-08
 * @spec SCHED-09
 * @spec SCHED-10
 * @spec SCHED-20
 * @spec SCHED-24
 * @spec SCHED-25
 * @spec SCHED-26
 * @spec SCHED-27
 * @spec TASK-11
 * @spec TASK-12
 * @spec TASK-15
 */
final class NativeTasks {
    private static final String TASKS = "jet.tasks";
    private static final String TIMERS = "jet.timers";
    private static final String PARKING = "jet.parking";
    private static final String STATES = "jet.task-states";
    private static final String LOCALS = "jet.task-locals";
    private static final String DEADLINES = "jet.deadlines";
    private static final String SHIELDS = "jet.shields";
    private static final String WORKERS = "jet.workers";
    private static final String STACKS = "jet.stacks";
    private static final String COUNTS = "jet.scheduler";
    /** The modules of these natives. */
    static final List<String> MODULES = List.of(TASKS, TIMERS, PARKING, STATES, LOCALS, DEADLINES, SHIELDS, WORKERS,
            STACKS, COUNTS);
    private static final long NANOS = 1_000_000;

    private final Vm vm;

    NativeTasks(Vm vm) {
        this.vm = vm;
    }

    void define(Natives natives) {
        natives.define(TIMERS, "sleep", 1, (in, first, _) -> sleep(in, nanos(in, Native.arg(in, first))));
        natives.define(PARKING, "park", 0, (in, _, _) -> park(in));
        natives.define(PARKING, "unpark", 1, (in, first, _) -> {
            in.taskObjects.of(Native.arg(in, first)).unpark();
            return in.values.nil;
        });
        natives.define(TASKS, "current", 0, (in, _, _) -> in.taskObjects.wordOf(in.task));
        natives.define(STATES, "state", 1, (in, first, _) -> in.aggregates.text(state(in, first)));
        natives.define(WORKERS, "current", 0, (in, _, _) -> in.values.ofInt(Scheduler.worker()));
        natives.define(WORKERS, "count", 0, (in, _, _) -> in.values.ofInt(vm.heap().options().workers()));
        natives.define(STACKS, "size", 0, (in, _, _) -> in.values.ofInt(in.stack.size()));
        count(natives, "spawned", SchedulerCounts::spawned);
        count(natives, "turns", SchedulerCounts::turns);
        count(natives, "steals", SchedulerCounts::steals);
        count(natives, "parks", SchedulerCounts::parks);
        natives.define(DEADLINES, "set", 1, (in, first, _) -> {
            Task.OpenScope open = scope(in);
            if (open.deadline != null) {
                open.deadline.cancel();
            }
            open.deadline = timers().after(nanos(in, Native.arg(in, first)), open.scope::expire);
            return in.values.nil;
        });
        natives.define(SHIELDS, "set", 0, (in, _, _) -> {
            Task.OpenScope open = scope(in);
            if (!open.shielded) {
                open.shielded = true;
                in.task.shield();
            }
            return in.values.nil;
        });
        natives.define(LOCALS, "get", 1, (in, first, _) -> in.taskLocals.get(Native.arg(in, first)));
        natives.define(LOCALS, "set", 2, (in, first, _) -> {
            in.taskLocals.set(first);
            return in.values.nil;
        });
    }

    private void count(Natives natives, String name, ToLongFunction<SchedulerCounts> count) {
        natives.define(COUNTS, name, 0,
                (in, _, _) -> in.values.ofInt(count.applyAsLong(vm.execution().scheduler().counts())));
    }

    private Timers timers() {
        return vm.execution().scheduler().timers();
    }

    /** Returns a number of milliseconds in nanoseconds; what is too large for a long never passes. */
    static long nanos(Worker in, long word) {
        long millis = in.aggregates.index(word);
        if (millis < 0) {
            throw new PanicException(PanicCode.BOUNDS, "a time is not negative");
        }
        return millis > Long.MAX_VALUE / NANOS ? Long.MAX_VALUE : millis * NANOS;
    }

    private static Task.OpenScope scope(Worker in) {
        Task.OpenScope open = in.task.innermost();
        if (open == null) {
            throw new PanicException(PanicCode.BOUNDS, "the task has no open scope");
        }
        return open;
    }

    private long sleep(Worker in, long nanos) {
        if (in.task.endWait() == Waiter.Decision.EVENT) {
            return in.values.nil;
        }
        in.task.beginSleep(timers(), nanos, in.mayBeInterrupted());
        in.suspend();
        return Native.TRANSFERRED;
    }

    private static long park(Worker in) {
        if (in.task.endWait() == Waiter.Decision.EVENT || in.task.beginPark(in.mayBeInterrupted()) == null) {
            return in.values.nil;
        }
        in.suspend();
        return Native.TRANSFERRED;
    }

    private static String state(Worker in, int first) {
        Task task = in.taskObjects.of(Native.arg(in, first));
        Waiter waiter = task.waiting();
        return waiter == null || waiter.reason() == WaitReason.PARK
                ? task.taskState().wire()
                : "blocked " + Objects.requireNonNull(waiter).reason().wire();
    }
}
