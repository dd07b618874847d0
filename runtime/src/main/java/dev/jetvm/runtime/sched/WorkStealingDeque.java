package dev.jetvm.runtime.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The work-stealing deque of Chase and Lev. One thread, the owner, pushes and pops at the bottom; any other thread, a
 * thief, steals at the top. The owner sees a stack, thieves see a queue. No operation waits for another thread.
 *
 * <h2>Structure</h2>
 *
 * <p>{@code top} and {@code bottom} count operations and never decrease for good; element {@code i} is in slot
 * {@code i mod capacity} of a circular array. The elements are those of the indices from {@code top} to
 * {@code bottom - 1}. Only the owner changes {@code bottom}, so a push is a store to the slot and a store to
 * {@code bottom}. {@code top} only grows, and only by compare and set, so each index is given away once. The indices are
 * signed, because {@code bottom} is less than {@code top} for a moment while an empty deque is popped: with an unsigned
 * index, the first pop of a fresh deque would find 2^64 - 1 elements (ERR-106).
 *
 * <h2>The last element</h2>
 *
 * <p>The owner takes an index below {@code bottom - 1} away from thieves by the store to {@code bottom} alone. This is
 * safe if the thieves that do not see the store are seen by the owner: the owner stores {@code bottom} and then loads
 * {@code top}; a thief loads {@code top} and then {@code bottom}. Both need a full fence in between, since without it
 * each could miss the other's store (Dekker's pattern) and both take the same element. If one element is left, the
 * owner competes for it as a thief does, by compare and set of {@code top}.
 *
 * <h2>Memory order</h2>
 *
 * <p>The orders are those of Lê et al. for C11 with one correction: every store of the owner to {@code bottom} is a
 * release. With a release in {@code push} alone, a thief can read the value that a later {@code pop} stored; this store
 * would not be part of the release sequence in Java, and the thief could see an index whose slot it does not see. The
 * release also publishes all that the owner wrote before the push (DEQ-10).
 *
 * <h2>Growth</h2>
 *
 * <p>The array is replaced by one of twice the capacity when it is full, and never shrinks. One reference names the array,
 * and its length is the capacity, so no thief applies the capacity of one array to the other (ERR-108). The owner copies the
 * elements before it publishes the array. A thief that still reads the old array finds the same elements there, because the
 * owner no longer writes to it; if it reads a slot that the copy left out, {@code top} has moved on, and its compare and set
 * fails. The Java collector keeps the old array as long as a thief can hold it, so the hazard of reclamation that the
 * papers discuss does not exist here.
 *
 * <h2>Cleared slots</h2>
 *
 * <p>The owner clears the slot of what it popped, so that the deque does not keep it alive. A thief must not clear its
 * slot: after its compare and set the owner may have pushed the element at index {@code i + capacity} there. A stolen element
 * therefore stays reachable until its slot is used again. There is no ABA problem, since 64-bit indices do not wrap within
 * the lifetime of a machine.
 *
 * <p>Sources: D. Chase, Y. Lev, <i>Dynamic Circular Work-Stealing Deque</i>, SPAA 2005, doi 10.1145/1073970.1073974. N. M.
 * Lê, A. Pop, A. Cohen, F. Zappa Nardelli, <i>Correct and Efficient Work-Stealing for Weak Memory Models</i>, PPoPP 2013,
 * doi 10.1145/2442516.2442524. The sequential specification is a list: push appends, pop removes the tail, steal removes
 * the head.
 *
 * @param <T> the elements, never null
 * @spec DEQ-01
 * @spec DEQ-02
 * @spec DEQ-03
 * @spec DEQ-04
 * @spec DEQ-05
 * @spec DEQ-07
 * @spec DEQ-08
 * @spec DEQ-09
 * @spec DEQ-10
 * @spec SCHED-04
 */
public final class WorkStealingDeque<T> {
    /** The capacity of a new deque; a power of two. */
    public static final int FIRST_CAPACITY = 64;
    /** The factor of each growth. */
    public static final int GROWTH = 2;

    private static final VarHandle TOP;
    private static final VarHandle BOTTOM;
    private static final VarHandle SLOTS;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(WorkStealingDeque.class, "top", long.class);
            BOTTOM = lookup.findVarHandle(WorkStealingDeque.class, "bottom", long.class);
            SLOTS = lookup.findVarHandle(WorkStealingDeque.class, "slots", Object[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Steal<T> empty = new Steal.Empty<>();
    private final Steal<T> contended = new Steal.Contended<>();

    /** The index of the oldest element. Changed by compare and set only. */
    @SuppressWarnings("unused") // by its handle
    private long top;
    /** The index after the newest element. Written by the owner only. */
    @SuppressWarnings("unused") // by its handle
    private long bottom;
    /** A circular array whose length is a power of two. Replaced by the owner only. */
    private @Nullable Object[] slots = new Object[FIRST_CAPACITY];

    /** Appends an element at the bottom. Owner only. */
    public void push(T element) {
        long b = (long) BOTTOM.getOpaque(this);
        long t = (long) TOP.getAcquire(this);
        @Nullable
        Object[] array = slots;
        if (b - t >= array.length) {
            array = grow(array, t, b);
        }
        SLOT.setOpaque(array, slot(array, b), element);
        BOTTOM.setRelease(this, b + 1);
    }

    /** Removes the newest element. Owner only. Returns null if the deque is empty or a thief took the last element. */
    public @Nullable T pop() {
        long b = (long) BOTTOM.getOpaque(this) - 1;
        @Nullable
        Object[] array = slots;
        BOTTOM.setRelease(this, b);
        VarHandle.fullFence();
        long t = (long) TOP.getOpaque(this);
        if (t > b) {
            BOTTOM.setRelease(this, b + 1);
            return null;
        }
        T element = element(array, b);
        if (t == b) {
            boolean won = TOP.compareAndSet(this, t, t + 1);
            BOTTOM.setRelease(this, b + 1);
            if (!won) {
                return null;
            }
        }
        SLOT.setOpaque(array, slot(array, b), null);
        return element;
    }

    /** Removes the oldest element. Any thread, the owner too. */
    public Steal<T> steal() {
        long t = (long) TOP.getAcquire(this);
        VarHandle.fullFence();
        long b = (long) BOTTOM.getAcquire(this);
        if (t >= b) {
            return empty;
        }
        // The array is loaded after bottom: what was pushed up to b is in this array or in a newer one.
        @Nullable
        Object[] array = (@Nullable Object[]) SLOTS.getAcquire(this);
        // The slot is read before the claim: after it the owner may reuse the slot.
        T element = element(array, t);
        return TOP.compareAndSet(this, t, t + 1) ? new Steal.Taken<>(element) : contended;
    }

    /** Returns the number of elements: exact if no other thread uses the deque, otherwise an estimate. */
    public long size() {
        long t = (long) TOP.getAcquire(this);
        long b = (long) BOTTOM.getAcquire(this);
        // Below zero while the owner pops from an empty deque.
        return Math.max(0, b - t);
    }

    private @Nullable Object[] grow(@Nullable Object[] old, long t, long b) {
        @Nullable
        Object[] larger = new Object[Math.multiplyExact(old.length, GROWTH)];
        for (long i = t; i < b; i++) {
            larger[slot(larger, i)] = SLOT.getOpaque(old, slot(old, i));
        }
        SLOTS.setRelease(this, larger);
        return larger;
    }

    private static int slot(@Nullable Object[] array, long index) {
        return (int) index & array.length - 1;
    }

    /** Returns an element, or null if the index is stale; a thief then fails to claim it. */
    @SuppressWarnings({"unchecked", "NullAway"}) // only elements are stored, and a stale null is never returned
    private static <T> T element(@Nullable Object[] array, long index) {
        return (T) SLOT.getOpaque(array, slot(array, index));
    }
}
