package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.RegionTable.Use;
import dev.jetvm.runtime.memory.SizeClass;
import dev.jetvm.runtime.memory.Space;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One collection from the root scan to the sweep; every mutator is stopped meanwhile.
 *
 * @spec GC-01
 * @spec GC-02
 * @spec GC-03
 * @spec GC-04
 * @spec GC-05
 * @spec GC-06
 * @spec GC-10
 * @spec GC-12
 * @spec GC-22
 * @spec GC-29
 * @spec ROOT-10
 */
final class Collection implements WeakTable.Liveness {
    private final ManagedHeap heap;
    private final HeapStore store;
    private final Memory memory;
    private final CollectionKind kind;
    private final List<Tracer> tracers = new ArrayList<>();
    private final LongStack temporarilyPinned = new LongStack();
    private final LongStack ambiguous = new LongStack();
    private final LongStack logged = new LongStack();
    private final LongStack released = new LongStack();
    private BitSet candidates = new BitSet();

    Collection(ManagedHeap heap, CollectionKind kind) {
        this.heap = heap;
        this.store = heap.store();
        this.memory = store.memory();
        this.kind = kind;
    }

    boolean isMinor() {
        return kind == CollectionKind.MINOR;
    }

    /** The whole cycle. */
    CollectionReport run() {
        long began = System.nanoTime();
        Usage before = heap.usage();
        heap.mutators().retire();
        takeLog();
        heap.policy().reserveCopySpace(before.nurseryBytes());
        heap.nursery().clearMarks();
        if (!isMinor()) {
            candidates = EvacuationCandidates.choose(heap);
            store.blocks().nextEpoch();
            heap.mature().freshOnly(candidates);
            heap.collector().retirePromotionBuffers();
        }
        pinAmbiguous();
        for (int k = 0; k < heap.options().parallel(); k++) {
            tracers.add(new Tracer(this, heap, k));
        }
        trace();
        settleWeak();
        heap.counts().settle(this);
        unpinAmbiguous();
        Sweeper sweeper = new Sweeper(heap, this);
        sweeper.sweep();
        heap.counts().release(this, sweeper);
        rememberYoung();
        return report(before, began);
    }

    /** Takes what mutators logged; a full collection traces everything and only clears the mark. */
    private void takeLog() {
        for (LogBuffer buffer = heap.remembered().takeAll(); buffer != null; buffer = buffer.next()) {
            for (int k = 0; k < buffer.size(); k++) {
                long entry = buffer.get(k);
                if ((entry & LogBuffer.FORMER) != 0) {
                    released.push(entry & ~LogBuffer.FORMER);
                } else {
                    memory.setWord(entry, HeaderWord.withoutLog(memory.word(entry)));
                    logged.push(entry);
                }
            }
        }
    }

    private void pinAmbiguous() {
        for (RootSource source : heap.roots()) {
            source.visitAmbiguous(word -> {
                long object = heap.objectAround(word);
                if (object != 0 && store.spaceOf(object) != Space.IMMORTAL) {
                    pin(object);
                    ambiguous.push(object);
                }
            });
        }
    }

    private void pin(long object) {
        long low = memory.word(object);
        if (!HeaderWord.isPinned(low)) {
            memory.setWord(object, HeaderWord.withPin(low));
            temporarilyPinned.push(object);
        }
    }

    private void unpinAmbiguous() {
        for (int k = 0; k < temporarilyPinned.size(); k++) {
            long object = temporarilyPinned.get(k);
            memory.setWord(object, HeaderWord.withoutPin(memory.word(object)));
        }
    }

    private void trace() {
        Tracer first = tracers.getFirst();
        for (int k = 0; k < ambiguous.size(); k++) {
            first.heldRoot(heap.words().reference(ambiguous.get(k)));
        }
        RootScan scan = new RootScan();
        heap.roots().forEach(scan::addRoots);
        if (isMinor()) {
            scan.addLogged(logged);
        }
        drain(scan);
    }

    private void drain(RootScan scan) {
        if (tracers.size() == 1) {
            Tracer only = tracers.getFirst();
            while (scan.scanNext(only)) {
                only.drain();
            }
            only.drain();
        } else if (!scan.isEmpty() || tracers.stream().anyMatch(Tracer::hasWork)) {
            new ParallelDrain(tracers, scan).run();
        }
    }

    /** Weak references go first, then finalizable objects are kept, then every weak table learns the end result. */
    private void settleWeak() {
        heap.weakReferences().update(this);
        heap.finalization().discover(this, word -> tracers.getFirst().root(word));
        drain(new RootScan());
        heap.weakReferences().prune(this);
        heap.weakTables().forEach(table -> table.update(this));
    }

    @Override
    public long survivor(long object) {
        if (store.spaceOf(object) == Space.IMMORTAL || isMinor() && !store.isNursery(object)) {
            return object;
        }
        long low = memory.word(object);
        int gc = HeaderWord.gc(low);
        if (gc == FORWARDED) {
            return memory.word(object + META_OFFSET);
        }
        return (gc & COLOUR_MASK) == WHITE ? 0 : object;
    }

    /** Whether a live object of a region in this use may be copied away. */
    boolean mayMove(long object, Use use) {
        return switch (use) {
            case NURSERY_BLOCKS, NURSERY_RUNS -> true;
            case MATURE_BLOCKS -> candidates.get(BlockTable.blockOf(object));
            default -> false;
        };
    }

    long allocateRun(long total, long align) {
        return heap.mature().allocateRun(total, align);
    }

    void markLines(long object, long total) {
        if (SizeClass.of(total) != SizeClass.LARGE) {
            store.blocks().markLines(object, object + total);
        }
    }

    /** Old objects that refer to what stayed in the nursery are logged again. */
    private void rememberYoung() {
        for (Tracer tracer : tracers) {
            for (int k = 0; k < tracer.stillYoung().size(); k++) {
                logAgain(tracer.stillYoung().get(k));
            }
        }
    }

    private void logAgain(long object) {
        memory.setWord(object, HeaderWord.withLog(memory.word(object)));
        LogWriter writer = new LogWriter(heap.remembered());
        writer.object(object, heap.counts().formerReferences(object));
        writer.flush();
    }

    private CollectionReport report(Usage before, long began) {
        Usage after = heap.usage();
        long copiedBytes = tracers.stream().mapToLong(Tracer::copiedBytes).sum();
        long copiedObjects = tracers.stream().mapToLong(Tracer::copiedObjects).sum();
        CollectionReport report = new CollectionReport(kind, before, after, copiedObjects, copiedBytes,
                heap.counts().takeFreed(), candidates.cardinality(), System.nanoTime() - began);
        tracers.clear();
        return report;
    }

    /** Old objects written since the last collection, each once. */
    LongStack logged() {
        return logged;
    }

    /** References that logged objects held at the last collection. */
    LongStack released() {
        return released;
    }

    List<Tracer> tracers() {
        return tracers;
    }
}
