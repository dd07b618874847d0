package dev.jetvm.benchmarks;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A channel of the runtime between threads of Java: without the machine, its instructions and its heap. */
final class ChannelPipe implements Pipe {
    private final Channel channel;
    private final Buffer buffer;

    ChannelPipe(int capacity) {
        this.channel = Channel.of(1, capacity);
        this.buffer = new Words(capacity);
    }

    /** The slots of the buffer, which the lock of the channel guards. */
    private static final class Words implements Buffer {
        private final long[] words;

        Words(int capacity) {
            this.words = new long[capacity];
        }

        @Override
        public void put(int slot, long word) {
            words[slot] = word;
        }

        @Override
        public long take(int slot) {
            return words[slot];
        }
    }

    /** A thread as the runtime sees it: a task whose wait ends by an unpark of the thread. */
    private static final class Waiting extends ScheduledTask {
        private static final TaskScope NONE = new TaskScope(null);
        /** One for each thread, as a task of Jet is one for many waits. */
        private static final ThreadLocal<Waiting> MINE = ThreadLocal.withInitial(Waiting::new);

        Waiting() {
            super(1, NONE, new Unpark(Thread.currentThread()));
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
                // Nothing cancels these threads.
            }
        }

        /** Waits for the only case. @return null if its operation became possible meanwhile */
        @Nullable
        Outcome await(Selection selection) {
            Waiter wait = beginWait(WaitReason.CHANNEL, selection, false);
            if (selection.register(wait)) {
                suspend();
                while (taskState() != TaskState.READY) {
                    LockSupport.park(this);
                }
                enter(TaskState.RUNNING);
            }
            endWait();
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

    @Override
    public void put(int value) {
        Outcome outcome = channel.trySend(0, buffer, value);
        while (outcome == null) {
            Selection selection = new Selection(1);
            selection.addSend(0, channel, value);
            outcome = Waiting.MINE.get().await(selection);
            if (outcome == null) {
                outcome = channel.trySend(0, buffer, value);
            }
        }
    }

    @Override
    public int take() {
        Outcome outcome = channel.tryReceive(0, buffer);
        while (outcome == null) {
            Selection selection = new Selection(1);
            selection.addReceive(0, channel);
            outcome = Waiting.MINE.get().await(selection);
            if (outcome == null) {
                outcome = channel.tryReceive(0, buffer);
            }
        }
        return (int) outcome.word();
    }
}
