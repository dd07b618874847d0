package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that waits for channels as a task does, without a scheduler: its wait ends by an unpark of the thread. One wait each. */
final class WaitingThread extends ScheduledTask {
    /** How often a thread that waits looks whether the workload was abandoned. */
    private static final long LOOK_NANOS = 10_000_000;

    private final BooleanSupplier abandoned;

    WaitingThread(BooleanSupplier abandoned) {
        super(1, new TaskScope(null), new Unpark(Thread.currentThread()));
        this.abandoned = abandoned;
        enter(TaskState.READY);
        enter(TaskState.RUNNING);
    }

    private record Unpark(Thread thread) implements Resumer {
        @Override
        public void resume(ScheduledTask task) {
            LockSupport.unpark(thread);
        }

        @Override
        public void requestPoll(ScheduledTask task) {
            // A thread of a workload polls nothing.
        }
    }

    /** Waits for the first of some operations. @return null if one became possible meanwhile, and after an abandoned wait */
    @Nullable
    Outcome await(List<ChannelCase> cases, long number) {
        Selection selection = ChannelCase.selection(cases, _ -> number);
        Waiter wait = beginWait(WaitReason.SELECT, selection, true);
        if (!selection.register(wait)) {
            endWait();
            return null;
        }
        suspend();
        while (!wait.isDecided() && !abandoned.getAsBoolean()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
        return selection.outcome();
    }

    @Override
    public boolean isInterrupted(Object awaited) {
        return false;
    }

    @Override
    public boolean hasFailed() {
        return false;
    }
}
