package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.Space;
import java.util.function.LongConsumer;

/**
 * Counts references to old objects of acyclic types, so that they can be freed without a trace. Counts are brought up to
 * date at a pause and cover references from old objects only; what roots and the nursery refer to is looked at there.
 * An object whose count is zero waits in the zero-count table until nothing of that kind holds it.
 *
 * <p>A count that reached its limit sticks: such an object is left to tracing.
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
     * Adds what a word that is not counted refers to, if counting could free it. Tracers call it at the same time, each
     * with a set of its own.
     *
     * @param word a word as the trace left it
     */
    void hold(long word, LongSet holders) {
        if (active && heap.words().isReference(word)) {
            holdObject(heap.words().address(word), holders);
        }
    }

    /** Something uncounted refers to an object; that matters only for what counting could free. */
    private void holdObject(long object, LongSet holders) {
        if (heap.shapes().isAcyclic(HeaderWord.type(memory.word(object)))) {
            holders.add(object);
        }
    }

    /** After tracing: counts become exact again. */
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

    /** An object that became old: counted from now on if its type allows it. */
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
     * After the sweep: a full collection counts everything anew; then what has no count and no holder is freed, and
     * what only that held.
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

    /** Old objects were moved and reclaimed: the table and all counts are made anew. */
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

    /** What stayed young holds its targets though it is not counted. */
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

    /** An object with a finalizer is left to tracing, which knows the order of things. */
    private boolean isKeptOtherwise(long object) {
        return HeaderWord.hasRc(memory.word(object), RC_FINALIZABLE);
    }

    /** Objects freed since the last call. */
    long takeFreed() {
        long count = freed;
        freed = 0;
        return count;
    }

    long freedBytes() {
        return freedBytes;
    }

    /** Objects without a count that something uncounted holds. */
    int zeroCount() {
        return zeros.size();
    }
}
