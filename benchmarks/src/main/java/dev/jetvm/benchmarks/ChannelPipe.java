package dev.jetvm.benchmarks;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.ThreadTask;
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

    /** A thread as the runtime sees it. */
    private static final class Waiting extends ThreadTask {
        /** One for each thread, as a task of Jet is one for many waits. */
        private static final ThreadLocal<Waiting> MINE = ThreadLocal.withInitial(Waiting::new);

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
    }

    @Override
    public void put(int value) {
        complete(true, value);
    }

    @Override
    public int take() {
        return (int) complete(false, 0).word();
    }

    /** Executes a send or a receive, and waits as long as it is not possible. */
    private Outcome complete(boolean sends, long word) {
        while (true) {
            Outcome outcome = sends ? channel.trySend(0, buffer, word) : channel.tryReceive(0, buffer);
            if (outcome == null) {
                Selection selection = new Selection(1);
                if (sends) {
                    selection.addSend(0, channel, word);
                } else {
                    selection.addReceive(0, channel);
                }
                outcome = Waiting.MINE.get().await(selection);
            }
            if (outcome != null) {
                return outcome;
            }
        }
    }
}
