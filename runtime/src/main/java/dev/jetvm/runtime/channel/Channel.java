package dev.jetvm.runtime.channel;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel without its memory and without the tasks that use it. No operation waits: it is executed at once, or answers that it
 * would have to wait. A task that wants to wait registers a {@link Selection}; whoever executes a matching operation ends the
 * wait with an {@link Outcome}, in one atomic step with the transfer of the value.
 *
 * @spec CHAN-01
 * @spec CHAN-09
 * @spec CHAN-15
 * @spec CHAN-17
 * @spec ERR-125
 */
public abstract sealed class Channel permits RendezvousChannel, BufferedChannel {
    private final long id;

    Channel(long id) {
        this.id = id;
    }

    /**
     * Creates a channel.
     *
     * @param id a number that no other channel has; selections register in the order of these numbers
     * @param capacity 0 for a channel without a buffer
     * @spec CHAN-13
     * @spec ERR-126
     */
    public static Channel of(long id, int capacity) {
        return capacity == 0 ? new RendezvousChannel(id) : new BufferedChannel(id, capacity);
    }

    public final long id() {
        return id;
    }

    public abstract int capacity();

    /** Returns the number of values in the buffer. */
    public abstract int length();

    public abstract boolean isClosed();

    /**
     * Returns how many values were sent. A send counts before its task or that of its receive can see that it has ended.
     *
     * @spec CHAN-27
     */
    public abstract long sent();

    /** Returns how many values were received: those that were sent and are not in the buffer. */
    public abstract long received();

    /** Returns whether an operation could be executed at once at this moment. */
    public abstract boolean isReady(boolean sends);

    /**
     * Sends a value unless that would have to wait.
     *
     * @param index number of the case, for the outcome
     * @return null if it would have to wait
     */
    public abstract @Nullable Outcome trySend(int index, Buffer buffer, long word);

    /**
     * Receives a value unless that would have to wait.
     *
     * @return null if it would have to wait
     */
    public abstract @Nullable Outcome tryReceive(int index, Buffer buffer);

    /**
     * Closes the channel and ends all waits for it.
     *
     * @return false if it was closed already
     */
    public abstract boolean close();

    /** Adds an offer to the queue of the channel, unless its operation is ready. @return whether it was added */
    abstract boolean register(Offer offer);

    /** Removes an offer, if it is still there. */
    abstract void remove(Offer offer);

    /** Passes every offer whose selection is not decided to an action; others may change meanwhile. */
    abstract void forEachOffer(Consumer<Offer> action);

    /** Returns the number of tasks that wait with a send on this channel. Exact if no other thread uses the channel. */
    public final int waitingSenders() {
        return waiting(true);
    }

    /** Returns the number of tasks that wait with a receive on this channel. Exact if no other thread uses the channel. */
    public final int waitingReceivers() {
        return waiting(false);
    }

    private int waiting(boolean sends) {
        int[] count = {0};
        forEachOffer(offer -> count[0] += offer.sends == sends ? 1 : 0);
        return count[0];
    }

    /** Passes every channel that the selections which wait at this one wait for to an action, this one included. */
    public final void forEachEntangled(Consumer<Channel> action) {
        action.accept(this);
        forEachOffer(offer -> offer.selection.forEachChannel(action));
    }
}
