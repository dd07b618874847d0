package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.ThreadTask;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread that waits for channels. One wait each. */
final class WaitingThread extends ThreadTask {
    /** How often a thread that waits looks whether the workload was abandoned. */
    private static final long LOOK_NANOS = 10_000_000;

    private final BooleanSupplier abandoned;

    WaitingThread(BooleanSupplier abandoned) {
        this.abandoned = abandoned;
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
}
