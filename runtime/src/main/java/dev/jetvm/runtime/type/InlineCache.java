package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.ENTRIES_MAX;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a place in a program remembers of the types it met: for each its id and what was found for it. All entries are
 * one immutable array, published by one store, so that a reader can never see the type of one entry with the target of
 * another (ERR-083). Ids of types are never used again, so an entry can be out of date but never be mistaken for
 * another's.
 *
 * <p>The shape goes back to U. Hölzle, C. Chambers, D. Ungar, "Optimizing Dynamically-Typed Object-Oriented Languages With
 * Polymorphic Inline Caches", ECOOP 1991.
 *
 * @param <T> what is looked for
 * @spec IC-01
 * @spec IC-02
 * @spec IC-03
 * @spec IC-04
 * @spec IC-05
 * @spec IC-10
 */
public final class InlineCache<T> {
    private static final VarHandle ENTRIES;
    private static final VarHandle HITS;
    private static final VarHandle MISSES;
    private static final Entry<?>[] NONE = new Entry<?>[0];
    /** Of a place that met too many types; known by its identity. */
    private static final Entry<?>[] TOO_MANY = new Entry<?>[0];

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ENTRIES = lookup.findVarHandle(InlineCache.class, "entries", Entry[].class);
            HITS = lookup.findVarHandle(InlineCache.class, "hits", long.class);
            MISSES = lookup.findVarHandle(InlineCache.class, "misses", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int limit;
    private Entry<?>[] entries = NONE;
    /** Exact for one thread; increments of several may get lost, for a fence would cost more than the call. */
    @SuppressWarnings("UnusedVariable")
    private long hits;
    @SuppressWarnings("UnusedVariable")
    private long misses;

    /** A type and what was found for it. */
    public record Entry<T>(int type, T target) {}

    /** How many types a cache knows. */
    public enum State {
        EMPTY, MONO, POLY, MEGA;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param limit types it keeps, 0 to {@link TypeConstants#ENTRIES_MAX}; with 0 it is switched off */
    public InlineCache(int limit) {
        if (limit < 0 || limit > ENTRIES_MAX) {
            throw new IllegalArgumentException("a cache has 0 to " + ENTRIES_MAX + " entries");
        }
        this.limit = limit;
    }

    private Entry<?>[] published() {
        return (Entry<?>[]) ENTRIES.getAcquire(this);
    }

    /** What is remembered of a type, or null: that counts as a miss, and the caller looks it up. */
    @SuppressWarnings("unchecked")
    public @Nullable T find(int type) {
        for (Entry<?> entry : published()) {
            if (entry.type == type) {
                count(true);
                return (T) entry.target;
            }
        }
        count(false);
        return null;
    }

    private void count(boolean hit) {
        VarHandle counter = hit ? HITS : MISSES;
        counter.setOpaque(this, (long) counter.getOpaque(this) + 1);
    }

    /** Remembers what was found for a type; at the limit, that there are too many. */
    public void add(int type, T target) {
        if (limit == 0) {
            return;
        }
        while (true) {
            Entry<?>[] known = published();
            if (known == TOO_MANY || Arrays.stream(known).anyMatch(entry -> entry.type == type)) {
                return;
            }
            Entry<?>[] more = TOO_MANY;
            if (known.length < limit) {
                more = Arrays.copyOf(known, known.length + 1);
                more[known.length] = new Entry<>(type, target);
            }
            if (ENTRIES.compareAndSet(this, known, more)) {
                return;
            }
        }
    }

    /** Forgets everything but the counters. */
    public void clear() {
        ENTRIES.setRelease(this, NONE);
    }

    public State state() {
        Entry<?>[] known = published();
        if (known == TOO_MANY) {
            return State.MEGA;
        }
        return switch (known.length) {
            case 0 -> State.EMPTY;
            case 1 -> State.MONO;
            default -> State.POLY;
        };
    }

    /** Ids of the types it knows, in the order in which it met them. */
    public List<Integer> types() {
        return Arrays.stream(published()).<Integer>map(Entry::type).toList();
    }

    public long hits() {
        return (long) HITS.getOpaque(this);
    }

    public long misses() {
        return (long) MISSES.getOpaque(this);
    }
}
