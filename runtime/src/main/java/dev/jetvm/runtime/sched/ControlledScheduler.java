package dev.jetvm.runtime.sched;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the calling thread, one step at a time, in the order that a {@link Strategy} chooses. The same choices
 * lead to the same run. Time passes only when no task is ready.
 *
 * @spec SCHED-28
 */
public final class ControlledScheduler extends Scheduler {
    private static final Comparator<ScheduledTask> BY_NUMBER = Comparator.comparingLong(ScheduledTask::id);

    private final Strategy strategy;
    /** Finalizers may make tasks ready on threads of their own. */
    @GuardedBy("this")
    private final List<ScheduledTask> ready = new ArrayList<>();
    private @Nullable ScheduledTask last;
    private @Nullable WorkerQueue worker;

    public ControlledScheduler(Strategy strategy, Quiescence quiescence) {
        super(quiescence, new Clock.Virtual());
        this.strategy = strategy;
    }

    @Override
    public void run(ScheduledTask task, Carrier carrier, boolean single) {
        WorkerQueue mine = new WorkerQueue(this, 0, carrier);
        worker = mine;
        CURRENT.set(mine);
        try {
            ScheduledTask next = begin(task);
            if (next != null) {
                resume(next);
            }
            while (!isStopped()) {
                step(mine);
            }
        } finally {
            stop();
            keepCount(mine);
            mine.flush(counts);
            CURRENT.remove();
        }
    }

    private void step(WorkerQueue mine) {
        poller.poll();
        ScheduledTask chosen = choose();
        if (chosen != null) {
            last = chosen;
            dispatch(mine, chosen);
            return;
        }
        if (isOver()) {
            stop();
            return;
        }
        strategy.quiescent();
        if (timers.skip()) {
            timers.fire();
        } else if (poller.isPending()) {
            mine.carrier.enterIdle();
            poller.poll(Timers.NEVER, () -> !isStopped() && isQuiet());
            mine.carrier.leaveIdle();
        } else {
            quiet(mine);
        }
    }

    private synchronized @Nullable ScheduledTask choose() {
        if (ready.isEmpty()) {
            return null;
        }
        ready.sort(BY_NUMBER);
        ScheduledTask chosen = strategy.choose(List.copyOf(ready), last);
        ready.remove(chosen);
        return chosen;
    }

    @Override
    synchronized boolean isQuiet() {
        return ready.isEmpty();
    }

    @Override
    List<WorkerQueue> workers() {
        return worker == null ? List.of() : List.of(worker);
    }

    @Override
    public void requestPoll(ScheduledTask task) {
        // One task runs at a time, and each looks for requests at the beginning of its step.
    }

    @Override
    public void resume(ScheduledTask task) {
        synchronized (this) {
            ready.add(task);
        }
        if (mine() == null) {
            poller.wakeUp();
        }
    }

    @Override
    void yielded(ScheduledTask task) {
        resume(task);
    }

    @Override
    void undelayed(WorkerQueue mine, ScheduledTask task) {
        resume(task);
    }
}
