package dev.jetvm.runtime.channel;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable queue of offers, the oldest first: a list of the oldest ones in order and a list of the others in reverse order.
 * Adding and removing the first take constant time on average, since each offer is moved from one list to the other at most once
 * in a line of versions.
 *
 * <p>Source: C. Okasaki, Purely Functional Data Structures, 1998, section 5.2.
 *
 * @spec CHAN-14
 * @spec ERR-123
 */
final class OfferQueue {
    static final OfferQueue EMPTY = new OfferQueue(null, null);

    private record Link(Offer offer, @Nullable Link next) {}

    /** Not empty unless the queue is. */
    private final @Nullable Link front;
    private final @Nullable Link back;

    private OfferQueue(@Nullable Link front, @Nullable Link back) {
        this.front = front;
        this.back = back;
    }

    private static OfferQueue of(@Nullable Link front, @Nullable Link back) {
        if (front != null) {
            return new OfferQueue(front, back);
        }
        return back == null ? EMPTY : new OfferQueue(reversed(back), null);
    }

    private static @Nullable Link reversed(@Nullable Link links) {
        Link result = null;
        for (Link link = links; link != null; link = link.next) {
            result = new Link(link.offer, result);
        }
        return result;
    }

    OfferQueue with(Offer offer) {
        return front == null
                ? new OfferQueue(new Link(offer, null), null)
                : new OfferQueue(front, new Link(offer, back));
    }

    /** Returns the queue without an offer. The first one is removed in constant time. */
    OfferQueue without(Offer offer) {
        if (front == null) {
            return this;
        }
        if (front.offer == offer) {
            return of(front.next, back);
        }
        OfferQueue rest = EMPTY;
        boolean found = false;
        for (Link link = front; link != null; link = link.next) {
            found |= link.offer == offer;
            rest = link.offer == offer ? rest : rest.with(link.offer);
        }
        for (Link link = reversed(back); link != null; link = link.next) {
            found |= link.offer == offer;
            rest = link.offer == offer ? rest : rest.with(link.offer);
        }
        return found ? rest : this;
    }

    /** Returns the oldest offer that satisfies a condition, or null. */
    @Nullable
    Offer first(Predicate<Offer> condition) {
        for (Link link = front; link != null; link = link.next) {
            if (condition.test(link.offer)) {
                return link.offer;
            }
        }
        Offer oldest = null;
        for (Link link = back; link != null; link = link.next) {
            oldest = condition.test(link.offer) ? link.offer : oldest;
        }
        return oldest;
    }

    /** Passes every offer to an action, the oldest first. */
    void forEach(Consumer<Offer> action) {
        for (Link link = front; link != null; link = link.next) {
            action.accept(link.offer);
        }
        for (Link link = reversed(back); link != null; link = link.next) {
            action.accept(link.offer);
        }
    }
}
