package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.ENTRIES_MAX;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A polymorphic inline cache: maps the ids of the types seen at one site of a program to the lookup results for them.
 * All entries are in one immutable array that is published by one store, so a reader never combines the type of one
 * entry with the target of another (ERR-083). Type ids are never reused, so an entry may be outdated but never applies
 * to another type.
 *
 * <p>After U. Hölzle, C. Chambers, D. Ungar, "Optimizing Dynamically-Typed Object-Oriented Languages With Polymorphic
 * Inline Caches", ECOOP 1991.
 *
 * @param <T> the lookup result
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
    /** The entries of a megamorphic cache. Recognised by identity. */
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
    /** Exact for one thread. Concurrent increments may be lost, because a fence would cost more than the call. */
    @SuppressWarnings("UnusedVariable")
    private long hits;
    @SuppressWarnings("UnusedVariable")
    private long misses;

    /** The id of a type and the lookup result for it. */
    public record Entry<T>(int type, T target) {}

    /** The state of a cache by number of types: none, one, several, or more than the limit. */
    public enum State {
        EMPTY, MONO, POLY, MEGA;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param limit the maximum number of entries, 0 to {@link TypeConstants#ENTRIES_MAX}; 0 disables the cache
     * @throws IllegalArgumentException if the limit is out of range
     */
    public InlineCache(int limit) {
        if (limit < 0 || limit > ENTRIES_MAX) {
            throw new IllegalArgumentException("a cache has 0 to " + ENTRIES_MAX + " entries");
        }
        this.limit = limit;
    }

    private Entry<?>[] published() {
        return (Entry<?>[]) ENTRIES.getAcquire(this);
    }

    /** Returns the cached result for a type, or null. Counts a hit or a miss. */
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

    /** Adds the result for a type. A cache that is full becomes megamorphic instead and drops its entries. */
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

    /** Removes all entries and the megamorphic state. The counters are unchanged. */
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

    /** Returns the ids of the cached types in order of insertion. */
    public List<Integer> types() {
        return Arrays.stream(published()).<Integer>map(Entry::type).toList();
    }

    /** Returns the number of lookups that found an entry, approximate if several threads use the cache. */
    public long hits() {
        return (long) HITS.getOpaque(this);
    }

    /** Returns the number of lookups that found no entry, approximate if several threads use the cache. */
    public long misses() {
        return (long) MISSES.getOpaque(this);
    }
}
