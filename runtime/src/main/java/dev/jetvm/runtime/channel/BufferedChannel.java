package dev.jetvm.runtime.channel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel with a circular buffer. The monitor is a leaf lock, held for a few instructions and never while a task waits. Waits
 * are decided under the monitor; their tasks become ready after it is released.
 *
 * <p>Receivers wait only while the buffer is empty, and senders only while it is full. A receive from a full buffer therefore
 * moves the value of the oldest sender to the end of the buffer, and a send to an empty buffer gives its value to the oldest
 * receiver: values keep their order, and a later sender does not overtake one that waits.
 *
 * @spec CHAN-02
 * @spec CHAN-07
 * @spec CHAN-08
 * @spec CHAN-11
 * @spec CHAN-14
 * @spec ERR-124
 */
final class BufferedChannel extends Channel {
    private final int capacity;
    /** Slot of the oldest value. */
    @GuardedBy("this")
    private int head;
    @GuardedBy("this")
    private int count;
    @GuardedBy("this")
    private long sent;
    @GuardedBy("this")
    private boolean closed;
    @GuardedBy("this")
    private final SequencedSet<Offer> senders = new LinkedHashSet<>();
    @GuardedBy("this")
    private final SequencedSet<Offer> receivers = new LinkedHashSet<>();

    BufferedChannel(long id, int capacity) {
        super(id);
        this.capacity = capacity;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public synchronized int length() {
        return count;
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized long sent() {
        return sent;
    }

    @Override
    public synchronized long received() {
        return sent - count;
    }

    /** A wait that was decided under the monitor. */
    private record Decided(Offer offer, Outcome outcome) {
        void finish() {
            offer.selection.finish(outcome);
        }
    }

    @Override
    public synchronized boolean isReady(boolean sends) {
        return closed || (sends ? count < capacity : count > 0);
    }

    @Override
    public @Nullable Outcome trySend(int index, Buffer buffer, long word) {
        Decided receiver;
        synchronized (this) {
            if (closed) {
                return Outcome.closed(index);
            }
            receiver = oldest(receivers, word);
            if (receiver != null) {
                sent++;
            } else {
                if (count == capacity) {
                    return null;
                }
                append(buffer, word);
            }
        }
        if (receiver != null) {
            receiver.finish();
        }
        return Outcome.sent(index);
    }

    @Override
    public @Nullable Outcome tryReceive(int index, Buffer buffer) {
        Decided sender;
        long word;
        synchronized (this) {
            if (count == 0) {
                return closed ? Outcome.closed(index) : null;
            }
            word = buffer.take(head);
            head = (head + 1) % capacity;
            count--;
            sender = oldest(senders, 0);
            if (sender != null) {
                append(buffer, sender.offer.word);
            }
        }
        if (sender != null) {
            sender.finish();
        }
        return Outcome.received(index, word);
    }

    @GuardedBy("this")
    private void append(Buffer buffer, long word) {
        // In long: the sum can exceed an int.
        buffer.put((int) (((long) head + count) % capacity), word);
        count++;
        sent++;
    }

    /** Decides the wait of the oldest offer whose selection is not decided yet. @param word for a receiver */
    private static @Nullable Decided oldest(SequencedSet<Offer> offers, long word) {
        while (!offers.isEmpty()) {
            Offer offer = offers.removeFirst();
            Outcome outcome = offer.sends ? Outcome.sent(offer.index) : Outcome.received(offer.index, word);
            if (offer.selection.commit(outcome)) {
                return new Decided(offer, outcome);
            }
        }
        return null;
    }

    @Override
    synchronized boolean register(Offer offer) {
        if (isReady(offer.sends)) {
            return false;
        }
        (offer.sends ? senders : receivers).add(offer);
        return true;
    }

    @Override
    synchronized void remove(Offer offer) {
        (offer.sends ? senders : receivers).remove(offer);
    }

    @Override
    public boolean close() {
        List<Decided> waiting = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            commitClosed(senders, waiting);
            commitClosed(receivers, waiting);
        }
        waiting.forEach(Decided::finish);
        return true;
    }

    private static void commitClosed(SequencedSet<Offer> offers, List<Decided> waiting) {
        for (Offer offer : offers) {
            Outcome outcome = Outcome.closed(offer.index);
            if (offer.selection.commit(outcome)) {
                waiting.add(new Decided(offer, outcome));
            }
        }
        offers.clear();
    }

    @Override
    void forEachOffer(Consumer<Offer> action) {
        List<Offer> offers = new ArrayList<>();
        synchronized (this) {
            offers.addAll(senders);
            offers.addAll(receivers);
        }
        offers.removeIf(offer -> offer.selection.isDecided());
        offers.forEach(action);
    }
}
