package dev.jetvm.runtime.channel;

import dev.jetvm.runtime.sched.Timers;
import dev.jetvm.runtime.sched.Waiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a task for the first of several operations on channels; a wait for one operation is one with one case. Its
 * {@link Waiter} is decided once, by one atomic step, whichever channels its cases are in.
 *
 * <h2>Registration</h2>
 *
 * <p>A task first tries its cases. If none is ready, it adds an offer to each channel, in the order of the numbers of the
 * channels. A channel refuses an offer whose operation is ready by then. The selection then decides its own wait, so that its
 * offers become void, and the caller starts again: it tries its cases without any offer that others could accept, and no two
 * waits ever have to be decided together. If a partner was faster, the selection has its outcome.
 *
 * <p>Two selections do not disturb each other for ever: one withdraws only because of a partner in a channel with a greater number
 * than those where it has offers itself. In a chain of selections that withdraw because of each other these numbers increase, so
 * the last one does not withdraw.
 *
 * <p>Related: J. Reppy, C. Russo, Y. Xiao, Parallel Concurrent ML, ICFP 2009, where two waits are decided together.
 *
 * @spec SEL-05
 * @spec SEL-06
 * @spec SEL-07
 * @spec SEL-08
 * @spec SEL-11
 * @spec ERR-132
 * @spec ERR-134
 * @spec ERR-136
 */
public final class Selection implements Waiter.Registry {
    private static final Comparator<Offer> BY_CHANNEL = Comparator.comparingLong(offer -> offer.channel.id());

    private final List<Offer> offers;
    private @Nullable Waiter waiter;
    private @Nullable Timers timers;
    private long nanos;
    /** Written before any offer is visible to others. */
    private Timers.@Nullable Timer deadline;

    /** @param cases expected number of cases */
    public Selection(int cases) {
        this.offers = new ArrayList<>(cases);
    }

    // --- by the task, before it waits ---

    /** Adds a send. @param index number of the case in the order of the caller */
    public void addSend(int index, Channel channel, long word) {
        offers.add(new Offer(this, channel, index, true, word));
    }

    /** Adds a receive. @param index number of the case in the order of the caller */
    public void addReceive(int index, Channel channel) {
        offers.add(new Offer(this, channel, index, false, 0));
    }

    /** Lets the wait end without an outcome after some nanoseconds. */
    public void expireAfter(Timers service, long time) {
        timers = service;
        nanos = time;
    }

    /**
     * Registers the cases with their channels.
     *
     * @param wait the wait of the task, whose subject is this selection
     * @return false if a case is ready: nothing is registered, the wait is over, and the task tries again. If true, the task
     *         suspends itself; its wait may have been decided already
     */
    public boolean register(Waiter wait) {
        waiter = wait;
        offers.sort(BY_CHANNEL);
        if (timers != null) {
            deadline = timers.after(nanos, () -> expire(wait));
        }
        for (Offer offer : offers) {
            if (!offer.channel.register(offer)) {
                boolean withdrawn = wait.decide(Waiter.Decision.EVENT);
                withdraw();
                return !withdrawn;
            }
        }
        // Who decided the wait meanwhile did not find the offers that were added later.
        if (wait.isDecided()) {
            withdraw();
        }
        return true;
    }

    /** Returns the outcome, or null if there is none: the wait has not ended, or its time has passed. */
    public @Nullable Outcome outcome() {
        return waiter != null && waiter.handover() instanceof Outcome outcome ? outcome : null;
    }

    // --- by others ---

    private void expire(Waiter wait) {
        if (wait.decide(Waiter.Decision.EVENT)) {
            withdraw();
        }
    }

    boolean isDecided() {
        return waiter != null && waiter.isDecided();
    }

    /** Ends the wait with an outcome, unless it has ended, and makes the task ready. @return whether this call ended it */
    boolean accept(Outcome outcome) {
        if (!commit(outcome)) {
            return false;
        }
        finish(outcome);
        return true;
    }

    static void acceptClosed(Offer offer) {
        offer.selection.accept(Outcome.closed(offer.index));
    }

    /** Ends the wait with an outcome, unless it has ended. {@link #finish} must follow. */
    boolean commit(Outcome outcome) {
        return waiter != null && waiter.commit(outcome);
    }

    /** Removes the offers of the decided selection, and makes the task ready. No lock of a channel is held. */
    void finish(Outcome outcome) {
        withdraw();
        if (waiter != null) {
            waiter.finish(outcome);
        }
    }

    /** Removes the offers from their channels, those that are there, and the timer. */
    private void withdraw() {
        if (deadline != null) {
            deadline.cancel();
        }
        for (Offer offer : offers) {
            offer.channel.remove(offer);
        }
    }

    /** The wait was decided by something else than a channel. */
    @Override
    public void remove(Waiter decided) {
        withdraw();
    }

    // --- inspection ---

    void forEachChannel(Consumer<Channel> action) {
        offers.forEach(offer -> action.accept(offer.channel));
    }

    /** Replaces the words that the selection refers to, while the world is stopped. */
    public void replaceWords(LongUnaryOperator moved) {
        for (Offer offer : offers) {
            if (offer.sends) {
                offer.word = moved.applyAsLong(offer.word);
            }
        }
        Outcome outcome = outcome();
        if (outcome != null && outcome.hasWord()) {
            outcome.setWord(moved.applyAsLong(outcome.word()));
        }
    }

    /** Returns what the task waits for, in the order of its cases: {@code a send to channel 1 or a receive from channel 2}. */
    @Override
    public String toString() {
        if (offers.isEmpty()) {
            return "a nil channel";
        }
        StringJoiner text = new StringJoiner(" or ");
        offers.stream().sorted(Comparator.comparingInt(offer -> offer.index)).forEach(
                offer -> text
                        .add((offer.sends ? "a send to channel " : "a receive from channel ") + offer.channel.id()));
        return text.toString();
    }
}
