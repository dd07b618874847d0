package dev.jetvm.runtime.channel;

import dev.jetvm.runtime.sched.BareTask;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that executes one operation on channels after the other; the test is its worker. */
final class OneTask extends BareTask {
    /** A case: a channel, and the value of a send or null for a receive. */
    record Case(Channel channel, Buffer buffer, @Nullable Long value) {}

    private int resumed;

    OneTask(long id) {
        super(id, new Resumer() {
            @Override
            public void resume(ScheduledTask task) {
                ((OneTask) task).resumed++;
            }

            @Override
            public void requestPoll(ScheduledTask task) {
                // The task executes nothing between two operations.
            }
        });
        beginRunning();
    }

    /** Executes one of the cases, the first one that is ready, or begins to wait for all. @return null if the task waits */
    @Nullable
    Outcome select(List<Case> cases) {
        while (true) {
            Selection selection = new Selection(cases.size());
            for (int k = 0; k < cases.size(); k++) {
                Case each = cases.get(k);
                Outcome outcome = each.value == null
                        ? each.channel.tryReceive(k, each.buffer)
                        : each.channel.trySend(k, each.buffer, each.value);
                if (outcome != null) {
                    return outcome;
                }
                if (each.value == null) {
                    selection.addReceive(k, each.channel);
                } else {
                    selection.addSend(k, each.channel, each.value);
                }
            }
            if (selection.register(beginWait(WaitReason.SELECT, selection, true))) {
                resumed = suspend() ? 0 : 1;
                return null;
            }
            endWait();
        }
    }

    boolean isWaiting() {
        return present() != null;
    }

    /** Returns whether the wait has ended and the task was made ready, once. */
    boolean isResumed() {
        return resumed == 1 && taskState() == TaskState.READY;
    }

    /** Goes on after a wait. @return the outcome, or null if the task was cancelled */
    @Nullable
    Outcome resume() {
        enter(TaskState.RUNNING);
        Waiter wait = present();
        Outcome outcome = wait != null && wait.subject() instanceof Selection selection ? selection.outcome() : null;
        endWait();
        takeCancellation();
        return outcome;
    }
}
