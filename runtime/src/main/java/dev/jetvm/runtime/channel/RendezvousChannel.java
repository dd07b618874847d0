package dev.jetvm.runtime.channel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel without a buffer. One atomic reference holds an immutable state: whether the channel is closed, and the queues of
 * those who wait. An operation either finds an offer of the other side and accepts it, or adds its own offer by one compare and
 * set of the state that it looked at, so that neither side can miss the other. No thread waits for another one.
 *
 * <p>Both queues can have offers at once only if these are of one selection, which never matches itself, or are decided and
 * about to be removed. A selection that finds a partner while it registers does not accept it, since it has offers that others
 * may accept at the same time: it withdraws and starts again ({@link Selection#register}).
 *
 * <p>Sources: W. Scherer, M. Scott, Nonblocking Concurrent Data Structures with Condition Synchronization, DISC 2004 (dual
 * structures); the queues are those of {@link OfferQueue}.
 *
 * @spec CHAN-01
 * @spec CHAN-02
 * @spec CHAN-03
 * @spec ERR-121
 * @spec ERR-122
 * @spec ERR-123
 */
final class RendezvousChannel extends Channel {
    private record State(boolean closed, OfferQueue senders, OfferQueue receivers) {
        OfferQueue queue(boolean sends) {
            return sends ? senders : receivers;
        }

        State with(boolean sends, OfferQueue queue) {
            return sends ? new State(closed, queue, receivers) : new State(closed, senders, queue);
        }
    }

    private static final State OPEN = new State(false, OfferQueue.EMPTY, OfferQueue.EMPTY);
    private static final State CLOSED = new State(true, OfferQueue.EMPTY, OfferQueue.EMPTY);

    private final AtomicReference<State> state = new AtomicReference<>(OPEN);
    private final AtomicLong sent = new AtomicLong();

    RendezvousChannel(long id) {
        super(id);
    }

    @Override
    public int capacity() {
        return 0;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public boolean isClosed() {
        return state.get().closed;
    }

    @Override
    public long sent() {
        return sent.get();
    }

    @Override
    public long received() {
        return sent.get();
    }

    @Override
    public boolean isReady(boolean sends) {
        State present = state.get();
        return present.closed || partner(present, !sends, null) != null;
    }

    @Override
    public @Nullable Outcome trySend(int index, Buffer buffer, long word) {
        while (true) {
            State present = state.get();
            if (present.closed) {
                return Outcome.closed(index);
            }
            Offer receiver = partner(present, false, null);
            if (receiver == null) {
                return null;
            }
            if (meet(receiver, Outcome.received(receiver.index, word))) {
                return Outcome.sent(index);
            }
        }
    }

    @Override
    public @Nullable Outcome tryReceive(int index, Buffer buffer) {
        while (true) {
            State present = state.get();
            if (present.closed) {
                return Outcome.closed(index);
            }
            Offer sender = partner(present, true, null);
            if (sender == null) {
                return null;
            }
            long word = sender.word;
            if (meet(sender, Outcome.sent(sender.index))) {
                return Outcome.received(index, word);
            }
        }
    }

    /** Ends the wait of a partner with an outcome, unless it has ended. @return whether this call ended it */
    private boolean meet(Offer partner, Outcome outcome) {
        if (!partner.selection.commit(outcome)) {
            return false;
        }
        sent.getAndIncrement(); // before the partner can run
        partner.selection.finish(outcome);
        return true;
    }

    /**
     * Returns the oldest offer that a partner can accept, or null.
     *
     * @param self the selection of the partner, which never matches itself, or null
     */
    private static @Nullable Offer partner(State present, boolean sends, @Nullable Selection self) {
        return present.queue(sends).first(offer -> offer.selection != self && !offer.selection.isDecided());
    }

    @Override
    boolean register(Offer offer) {
        while (true) {
            State present = state.get();
            if (present.closed || partner(present, !offer.sends, offer.selection) != null) {
                return false;
            }
            OfferQueue longer = present.queue(offer.sends).with(offer);
            if (state.compareAndSet(present, present.with(offer.sends, longer))) {
                return true;
            }
        }
    }

    @Override
    void remove(Offer offer) {
        while (true) {
            State present = state.get();
            OfferQueue queue = present.queue(offer.sends);
            OfferQueue rest = queue.without(offer);
            if (rest == queue || state.compareAndSet(present, present.with(offer.sends, rest))) {
                return;
            }
        }
    }

    @Override
    public boolean close() {
        State last = state.getAndSet(CLOSED);
        if (last.closed) {
            return false;
        }
        last.senders.forEach(Selection::acceptClosed);
        last.receivers.forEach(Selection::acceptClosed);
        return true;
    }

    @Override
    void forEachOffer(Consumer<Offer> action) {
        State present = state.get();
        for (boolean sends : new boolean[]{true, false}) {
            present.queue(sends).forEach(offer -> {
                if (!offer.selection.isDecided()) {
                    action.accept(offer);
                }
            });
        }
    }
}
