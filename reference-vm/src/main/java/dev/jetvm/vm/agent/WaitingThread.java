package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that waits for a channel as a task does, without a scheduler: its wait ends by an unpark of the thread. One wait each. */
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

    /** Waits to send. @return null if the operation became possible meanwhile, and after an abandoned wait */
    @Nullable
    Outcome send(Channel channel, long number) {
        Selection selection = new Selection(1);
        selection.addSend(0, channel, number);
        return wait(selection);
    }

    /** Waits to receive. @return as {@link #send} */
    @Nullable
    Outcome receive(Channel channel) {
        Selection selection = new Selection(1);
        selection.addReceive(0, channel);
        return wait(selection);
    }

    private @Nullable Outcome wait(Selection selection) {
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
