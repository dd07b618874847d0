package dev.jetvm.stress.channel;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.BareTask;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A task that executes one operation or one select, as a worker does: at once, or it registers and suspends itself. */
final class ChannelTask extends BareTask {
    /** There is no outcome: the task waits, or was cancelled. */
    static final int NONE = -1;
    static final int CLOSED = -2;
    static final int SENT = -3;

    private static final class Counter implements Resumer {
        final AtomicInteger resumed = new AtomicInteger();

        @Override
        public void resume(ScheduledTask task) {
            resumed.incrementAndGet();
        }

        @Override
        public void requestPoll(ScheduledTask task) {}
    }

    /** A buffer of one slot; the lock of its channel guards it. */
    static final class Slot implements Buffer {
        private long word;

        @Override
        public void put(int slot, long value) {
            word = value;
        }

        @Override
        public long take(int slot) {
            return word;
        }
    }

    private final Counter counter;
    private @Nullable Outcome atOnce;
    private boolean suspended;

    ChannelTask() {
        this(new Counter());
    }

    private ChannelTask(Counter counter) {
        super(1, counter);
        this.counter = counter;
        beginRunning();
    }

    void send(Channel channel, Buffer buffer, int value) {
        Selection selection;
        do {
            atOnce = channel.trySend(0, buffer, value);
            selection = new Selection(1);
            selection.addSend(0, channel, value);
        } while (atOnce == null && !waits(selection));
    }

    void receive(Channel channel, Buffer buffer) {
        Selection selection;
        do {
            atOnce = channel.tryReceive(0, buffer);
            selection = new Selection(1);
            selection.addReceive(0, channel);
        } while (atOnce == null && !waits(selection));
    }

    /** Selects among a send of a value to the first channel and a receive from the second one. */
    void exchange(Channel first, int value, Channel second, Buffer buffer) {
        Selection selection;
        do {
            atOnce = first.trySend(0, buffer, value);
            if (atOnce == null) {
                atOnce = second.tryReceive(1, buffer);
            }
            selection = new Selection(2);
            selection.addSend(0, first, value);
            selection.addReceive(1, second);
        } while (atOnce == null && !waits(selection));
    }

    /** Selects among receives from two channels. */
    void receiveOne(Channel first, Channel second, Buffer buffer) {
        Selection selection;
        do {
            atOnce = first.tryReceive(0, buffer);
            if (atOnce == null) {
                atOnce = second.tryReceive(1, buffer);
            }
            selection = new Selection(2);
            selection.addReceive(0, first);
            selection.addReceive(1, second);
        } while (atOnce == null && !waits(selection));
    }

    private boolean waits(Selection selection) {
        if (selection.register(beginWait(WaitReason.SELECT, selection, true))) {
            suspended = suspend();
            return true;
        }
        endWait();
        return false;
    }

    /**
     * Returns how the operation ended: what was received, {@link #SENT}, {@link #CLOSED} or {@link #NONE}.
     *
     * @throws IllegalStateException if the task was not made ready exactly as often as its wait requires
     */
    int result() {
        Outcome outcome = atOnce;
        Waiter wait = present();
        if (outcome == null && wait != null && wait.subject() instanceof Selection selection) {
            outcome = selection.outcome();
            int resumptions = suspended && wait.decision() != null ? 1 : 0;
            if (counter.resumed.get() != resumptions) {
                throw new IllegalStateException("made ready " + counter.resumed + " times, not " + resumptions);
            }
        }
        if (outcome == null) {
            return NONE;
        }
        if (!outcome.isDone()) {
            return CLOSED;
        }
        return outcome.hasWord() ? (int) outcome.word() : SENT;
    }
}
