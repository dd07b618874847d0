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
 * Marks and copies what is reachable: one thread's part of a collection. What it reaches turns grey and is put on a
 * stack; what it has scanned is black. An object that moves is claimed first, so that it is copied once however many
 * threads reach it.
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
        this.copies = heap.promotionBuffer(number);
    }

    /** A root word: what it refers to is live; answers the word with the place where that now is. */
    long root(long word) {
        if (!words.isReference(word)) {
            return word;
        }
        return words.moved(word, reach(words.address(word)));
    }

    /** {@link #root} of a word that no reference count covers: it holds what could be freed for want of one. */
    long heldRoot(long word) {
        long now = root(word);
        counts.hold(now, held);
        return now;
    }

    /** Scans grey objects until there is none. */
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

    /** Visits the slots of an object that lives anyway, such as one that was written since the last collection. */
    void visitSlots(long object) {
        sawYoung = false;
        shapes.trace(object, this);
        if (sawYoung && !store.isNursery(object)) {
            // The edge from old to young outlives this collection, so the next one has to look here again.
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

    /** An object that something live refers to; answers where it is from now on. */
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
                // There was no room for the copy after all, and the object stays.
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
            // No room to copy to: it lives where it is (vm: running out of memory terminates).
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

    /** Copies of young objects, in the order in which they were made. */
    LongStack promoted() {
        return promoted;
    }

    /** Old objects that still refer to young ones. */
    LongStack stillYoung() {
        return stillYoung;
    }

    /** Counted objects that the roots which this tracer scanned refer to. */
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
