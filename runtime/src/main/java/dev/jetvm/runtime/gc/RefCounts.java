package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.Space;
import java.util.function.LongConsumer;

/**
 * Deferred reference counting of old objects of acyclic types, which can then be freed without a trace. Counts are
 * updated during a pause and cover references from old objects only; references from roots and the nursery are found by
 * scanning during the pause. An object whose count is zero stays in the zero-count table until no root or young object
 * refers to it.
 *
 * <p>A count that reaches its limit saturates: only tracing reclaims such an object.
 *
 * <p>After Deutsch and Bobrow (1976), Levanoni and Petrank (2001).
 *
 * @spec GC-07
 * @spec BAR-10
 * @spec HDR-06
 */
final class RefCounts {
    private final ManagedHeap heap;
    private final Memory memory;
    private final boolean active;
    private final SlotVisitor retaining;
    private LongSet zeros = new LongSet();
    private final LongSet held = new LongSet();
    private long freed;
    private long freedBytes;

    RefCounts(ManagedHeap heap) {
        this.heap = heap;
        this.memory = heap.store().memory();
        this.retaining = heap.walk().referencesTo(this::retain);
        this.active = heap.options().counting();
    }

    /**
     * Records the target of an uncounted reference, if its type is acyclic. Tracers call this method concurrently, each
     * with its own set.
     *
     * @param word an uncounted word after tracing
     * @param holders receives the address of the target
     */
    void hold(long word, LongSet holders) {
        if (active && heap.words().isReference(word)) {
            holdObject(heap.words().address(word), holders);
        }
    }

    /** Records an object that an uncounted reference refers to. Only objects of acyclic types matter. */
    private void holdObject(long object, LongSet holders) {
        if (heap.shapes().isAcyclic(HeaderWord.type(memory.word(object)))) {
            holders.add(object);
        }
    }

    /** Updates the counts after the trace of a minor collection, so that they are exact again. */
    void settle(Collection collection) {
        if (!active) {
            return;
        }
        if (collection.isMinor()) {
            collection.tracers().forEach(tracer -> forEach(tracer.promoted(), this::begin));
            collection.tracers().forEach(tracer -> forEach(tracer.promoted(), this::retainChildren));
            forEach(collection.logged(), this::retainChildren);
            forEach(collection.released(), this::releaseOne);
        }
    }

    private static void forEach(LongStack objects, LongConsumer consumer) {
        for (int k = 0; k < objects.size(); k++) {
            consumer.accept(objects.get(k));
        }
    }

    /** Starts counting references to a promoted object, if its type is acyclic. */
    private void begin(long object) {
        long low = memory.word(object);
        if (heap.shapes().isAcyclic(HeaderWord.type(low))) {
            memory.setWord(object, HeaderWord.withRcBits(low, RC_ACTIVE | RC_ACYCLIC));
            setStrong(object, 0);
            zeros.add(object);
        }
    }

    /** Whether references to an object are counted. */
    boolean isCounted(long object) {
        return heap.store().spaceOf(object) == Space.MATURE
                && HeaderWord.hasRc(memory.word(object), RC_ACTIVE);
    }

    /** Returns the counted references that an object holds; empty if reference counting is disabled. */
    LongStack formerReferences(long object) {
        LongStack former = new LongStack();
        if (active) {
            heap.forEachReference(object, target -> {
                if (isCounted(target)) {
                    former.push(target);
                }
            });
        }
        return former;
    }

    private long strong(long object) {
        return HeaderWord.strong(memory.word(object + META_OFFSET));
    }

    private void setStrong(long object, long count) {
        long meta = memory.word(object + META_OFFSET);
        memory.setWord(object + META_OFFSET, HeaderWord.withStrong(meta, count));
    }

    private boolean isStuck(long object) {
        return strong(object) >= heap.options().countLimit();
    }

    private void retainChildren(long object) {
        heap.shapes().trace(object, retaining);
    }

    private void retain(long object) {
        if (isCounted(object) && !isStuck(object)) {
            setStrong(object, strong(object) + 1);
            if (isStuck(object)) {
                memory.setWord(object, HeaderWord.withRcBits(memory.word(object), RC_SIDE_COUNT));
            }
        }
    }

    private void releaseOne(long object) {
        if (isCounted(object) && !isStuck(object)) {
            setStrong(object, Math.max(0, strong(object) - 1));
            if (strong(object) == 0) {
                zeros.add(object);
            }
        }
    }

    /**
     * Frees objects after the sweep. A full collection first recomputes all counts. Then every object with count zero
     * and no uncounted reference is freed, and transitively every object that only freed objects referred to.
     */
    void release(Collection collection, Sweeper sweeper) {
        if (active) {
            if (!collection.isMinor()) {
                recount();
            }
            collection.tracers().forEach(tracer -> tracer.held().forEach(held::add));
            holdNursery();
            free(sweeper);
        }
        held.clear();
    }

    /** Recomputes the zero-count table and all counts, because a full collection moved and reclaimed old objects. */
    private void recount() {
        zeros = new LongSet();
        LongStack counted = new LongStack();
        heap.forEachOld(object -> {
            long low = memory.word(object);
            if (heap.store().spaceOf(object) != Space.LARGE && heap.shapes().isAcyclic(HeaderWord.type(low))) {
                memory.setWord(object, HeaderWord.withRcBits(low, RC_ACTIVE | RC_ACYCLIC));
                if (!isStuck(object)) {
                    setStrong(object, 0);
                }
                counted.push(object);
            }
        });
        if (!counted.isEmpty()) {
            heap.forEachOld(this::retainChildren);
            forEach(counted, object -> {
                if (strong(object) == 0) {
                    zeros.add(object);
                }
            });
        }
    }

    /** Records the targets of references in young objects, which are not counted. */
    private void holdNursery() {
        SlotVisitor holding = heap.walk().referencesTo(object -> holdObject(object, held));
        heap.forEachYoung(object -> heap.shapes().trace(object, holding));
    }

    private void free(Sweeper sweeper) {
        LongSet dead = new LongSet();
        LongStack pending = new LongStack();
        zeros.forEach(pending::push);
        LongSet waiting = new LongSet();
        while (!pending.isEmpty()) {
            long object = pending.pop();
            if (strong(object) != 0 || dead.contains(object)) {
                continue;
            }
            if (held.contains(object) || isKeptOtherwise(object)) {
                waiting.add(object);
                continue;
            }
            dead.add(object);
            heap.forEachReference(object, child -> {
                if (isCounted(child) && !isStuck(child)) {
                    setStrong(child, Math.max(0, strong(child) - 1));
                    pending.push(child);
                }
            });
        }
        zeros = waiting;
        if (!dead.isEmpty()) {
            heap.updateWeakTables(object -> dead.contains(object) ? 0 : object);
            freed += dead.size();
            freedBytes += sweeper.free(dead);
        }
    }

    /**
     * Whether only tracing may reclaim an object: a finalizable object, so that finalizers run in the required order.
     */
    private boolean isKeptOtherwise(long object) {
        return HeaderWord.hasRc(memory.word(object), RC_FINALIZABLE);
    }

    /** Returns the number of objects freed since the last call. */
    long takeFreed() {
        long count = freed;
        freed = 0;
        return count;
    }

    long freedBytes() {
        return freedBytes;
    }

    /** Returns the number of objects in the zero-count table. */
    int zeroCount() {
        return zeros.size();
    }
}
