package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.BareTask;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import org.jspecify.annotations.Nullable;

/** A task that waits for channels and has nothing else to do: the outcome is fetched by the session when it asks for it. */
final class ChannelTicket extends BareTask {
    private final Selection selection;
    private final boolean select;

    /**
     * @param number unique in the session
     * @param select whether the outcome names a case
     */
    ChannelTicket(long number, Selection selection, boolean select) {
        super(number, new Nothing());
        this.selection = selection;
        this.select = select;
        beginRunning();
        if (!selection.register(beginWait(WaitReason.SELECT, selection, true))) {
            throw new IllegalStateException("a case became ready although no other thread uses the channels");
        }
        suspend();
    }

    /** The session looks at the outcome; nothing is to be done when the wait ends. */
    private record Nothing() implements Resumer {
        @Override
        public void resume(ScheduledTask task) {
            // see the class
        }

        @Override
        public void requestPoll(ScheduledTask task) {
            // see the class
        }
    }

    /** Returns the outcome, or null while the task waits. */
    @Nullable
    Outcome outcome() {
        return selection.outcome();
    }

    boolean isSelect() {
        return select;
    }

    /** Cancels the task. @return whether it still waited */
    boolean withdraw() {
        if (outcome() != null) {
            return false;
        }
        cancel();
        return endWait() == Waiter.Decision.CANCELLED;
    }
}
