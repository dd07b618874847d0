package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.Alignment;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.RegionTable;
import dev.jetvm.runtime.memory.RegionTable.Use;
import dev.jetvm.runtime.memory.SizeClass;
import dev.jetvm.runtime.value.Words;

/**
 * Marks and copies reachable objects: one thread's part of a collection. An object that the tracer reaches becomes grey
 * and is pushed on a stack; a scanned object is black. The tracer claims an object before it moves it, so that the
 * object is copied once even if several threads reach it.
 *
 * @spec GC-01
 * @spec GC-03
 * @spec GC-04
 * @spec GC-05
 * @spec GC-08
 * @spec GC-16
 * @spec GC-17
 * @spec GC-26
 * @spec GC-29
 * @spec HDR-07
 * @spec HDR-10
 */
final class Tracer implements SlotVisitor {
    private final Collection collection;
    private final HeapStore store;
    private final Memory memory;
    private final Words words;
    private final ObjectShapes shapes;
    private final LineAllocator copies;
    private final LongStack grey = new LongStack();
    private final LongStack promoted = new LongStack();
    private final LongStack stillYoung = new LongStack();
    private final RefCounts counts;
    private final LongSet held = new LongSet();
    private boolean sawYoung;
    private long copiedBytes;
    private long copiedObjects;

    Tracer(Collection collection, ManagedHeap heap, int number) {
        this.collection = collection;
        this.store = heap.store();
        this.memory = store.memory();
        this.words = heap.words();
        this.shapes = heap.shapes();
        this.counts = heap.counts();
        this.copies = heap.collector().promotionBuffer(number);
    }

    /** Marks the target of a root word. Returns the word with the target's current address. */
    long root(long word) {
        if (!words.isReference(word)) {
            return word;
        }
        return words.moved(word, reach(words.address(word)));
    }

    /**
     * As {@link #root}, for an uncounted word: also records the target, so that reference counting does not free it.
     */
    long heldRoot(long word) {
        long now = root(word);
        counts.hold(now, held);
        return now;
    }

    /** Scans grey objects until none is left. */
    void drain() {
        while (!grey.isEmpty()) {
            scan(grey.pop());
        }
    }

    boolean hasWork() {
        return !grey.isEmpty();
    }

    int pending() {
        return grey.size();
    }

    long[] takeHalfOfGrey() {
        return grey.takeHalf();
    }

    void take(long[] objects) {
        for (long object : objects) {
            grey.push(object);
        }
    }

    /** Scans one grey object. */
    void step() {
        scan(grey.pop());
    }

    private void scan(long object) {
        recolour(object, BLACK);
        visitSlots(object);
    }

    /** Visits the slots of an object that is live by definition, such as a logged object in a minor collection. */
    void visitSlots(long object) {
        sawYoung = false;
        shapes.trace(object, this);
        if (sawYoung && !store.isNursery(object)) {
            // The reference from old to young persists, so the next minor collection must visit this object again.
            stillYoung.push(object);
        }
    }

    @Override
    public void slot(long address) {
        long word = memory.word(address);
        if (words.isReference(word)) {
            long target = words.address(word);
            long now = reach(target);
            if (now != target) {
                memory.setWord(address, words.moved(word, now));
            }
        }
    }

    @Override
    public void interior(long address, int offset) {
        long raw = memory.word(address);
        if (raw != 0) {
            memory.setWord(address, reach(raw - offset) + offset);
        }
    }

    /** Marks a live object, and moves it if required. Returns its current address. */
    private long reach(long object) {
        Use use = store.regions().use(RegionTable.regionOf(object));
        boolean young = use == Use.NURSERY_BLOCKS || use == Use.NURSERY_RUNS;
        if (use == Use.IMMORTAL || !young && collection.isMinor()) {
            return object;
        }
        while (true) {
            long low = memory.wordAcquire(object);
            int gc = HeaderWord.gc(low);
            if ((gc & COLOUR_MASK) == FORWARDED) {
                long now = AtomicHeader.forwarding(memory, object);
                if (now != 0) {
                    return now;
                }
                // Another tracer claimed the object but found no room for the copy: the object stays, so retry.
            } else if ((gc & COLOUR_MASK) != WHITE) {
                sawYoung |= young;
                return object;
            } else if ((gc & PINNED) == 0 && collection.mayMove(object, use)) {
                if (AtomicHeader.claim(memory, object, low)) {
                    return move(object, low, young);
                }
            } else if (memory.compareAndSetWord(object, low, HeaderWord.withColour(low, GREY))) {
                return stay(object, young);
            }
        }
    }

    private long move(long object, long low, boolean young) {
        long total = HeapStore.totalOf(HeaderWord.size(low));
        long meta = memory.word(object + META_OFFSET);
        int align = HeaderWord.align(meta);
        long copy = SizeClass.of(total) == SizeClass.BLOCK
                ? copies.allocate(total, Math.max(HeapConstants.OBJECT_ALIGN, align))
                : collection.allocateRun(total, align);
        if (copy == 0) {
            // Without room for a copy the object stays in place (vm: running out of memory terminates).
            memory.setWordRelease(object, HeaderWord.withColour(low, GREY));
            return stay(object, young);
        }
        memory.copyWords(object, copy, total);
        memory.setWord(copy, HeaderWord.withGc(low, GREY));
        AtomicHeader.forward(memory, object, low, copy);
        copiedBytes += total;
        copiedObjects++;
        if (young) {
            promoted.push(copy);
        }
        grey.push(copy);
        return copy;
    }

    private long stay(long object, boolean young) {
        sawYoung |= young;
        collection.markLines(object, Alignment.roundUp(store.total(object), HeapConstants.OBJECT_ALIGN));
        grey.push(object);
        return object;
    }

    private void recolour(long object, int colour) {
        memory.setWord(object, HeaderWord.withColour(memory.word(object), colour));
    }

    /** Returns the copies of young objects, in order of creation. */
    LongStack promoted() {
        return promoted;
    }

    /** Returns the old objects that still refer to young ones. */
    LongStack stillYoung() {
        return stillYoung;
    }

    /** Returns the objects of acyclic types that the roots scanned by this tracer refer to. */
    LongSet held() {
        return held;
    }

    long copiedBytes() {
        return copiedBytes;
    }

    long copiedObjects() {
        return copiedObjects;
    }
}
