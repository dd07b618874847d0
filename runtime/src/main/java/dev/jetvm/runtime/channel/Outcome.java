package dev.jetvm.runtime.channel;

import dev.jetvm.runtime.sched.Waiter;

/**
 * How an operation on a channel ended. Whoever ends the wait of another task writes the outcome; the task that waited looks at
 * nothing else, in particular not at whether the channel is closed by then.
 *
 * @spec CHAN-04
 * @spec CHAN-05
 * @spec ERR-120
 */
public final class Outcome extends Waiter.Handover {
    /** Number of the case in the order of the caller. */
    private final int index;
    private final boolean done;
    private final boolean received;
    /** What was received. Changed by the collector alone, when the value has moved. */
    private long word;

    private Outcome(int index, boolean done, boolean received, long word) {
        this.index = index;
        this.done = done;
        this.received = received;
        this.word = word;
    }

    /** A value was received. */
    static Outcome received(int index, long word) {
        return new Outcome(index, true, true, word);
    }

    /** A value was received by another task, or is in the buffer. */
    static Outcome sent(int index) {
        return new Outcome(index, true, false, 0);
    }

    /** The channel is closed, and for a receive has no value left. */
    static Outcome closed(int index) {
        return new Outcome(index, false, false, 0);
    }

    public int index() {
        return index;
    }

    /** Returns whether a value was sent or received; false if the channel is closed. */
    public boolean isDone() {
        return done;
    }

    /** Returns whether {@link #word} is a value. */
    public boolean hasWord() {
        return received;
    }

    public long word() {
        return word;
    }

    void setWord(long moved) {
        word = moved;
    }
}
