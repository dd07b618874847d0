package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.MatureSpace;
import dev.jetvm.runtime.memory.NurserySpace;
import dev.jetvm.runtime.memory.RegionTable;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * A heap with its spaces, mutators, roots and collector.
 *
 * <p>Clauses: HEAP-01, HEAP-18 to HEAP-21, GC-09, GC-20, GC-21, GC-35.
 */
public final class ManagedHeap {
    private static final int ATTEMPTS = 4;

    private final HeapOptions options;
    private final Words words;
    private final ObjectShapes shapes;
    private final HeapStore store;
    private final ImmortalSpace immortal;
    private final NurserySpace nursery;
    private final MatureSpace mature;
    private final LargeSpace large;
    private final Safepoints safepoints = new Safepoints();
    private final RememberedSet remembered = new RememberedSet();
    private final List<Mutator> mutators = new CopyOnWriteArrayList<>();
    private final List<RootSource> sources = new CopyOnWriteArrayList<>();
    private final List<WeakTable> weakTables = new CopyOnWriteArrayList<>();
    private final WeakReferences weakReferences;
    private final RefCounts counts;
    private final Stress stress;
    private final Trigger trigger;
    private final List<LineAllocator> promotionBuffers = new ArrayList<>();
    private final List<CollectionListener> listeners = new CopyOnWriteArrayList<>();
    private Finalization finalization = Finalization.NONE;
    private volatile GcStatistics statistics = GcStatistics.none();
    private volatile Usage settled = new Usage(0, 0, 0, 0, 0, 0);

    /** Told of every collection, after it, while mutators still stand. */
    @FunctionalInterface
    public interface CollectionListener {
        void collected(CollectionReport report);
    }

    public ManagedHeap(HeapOptions options, Words words, ShapesOf shapesOf) {
        this.options = options;
        this.words = words;
        this.store = new HeapStore(options.maxSize());
        this.shapes = shapesOf.in(store);
        this.immortal = new ImmortalSpace(store);
        this.nursery = new NurserySpace(store);
        this.mature = new MatureSpace(store);
        this.large = new LargeSpace(store);
        this.weakReferences = new WeakReferences(this);
        this.counts = new RefCounts(this);
        this.stress = new Stress(this);
        this.trigger = new Trigger(options);
        for (int k = 0; k < options.parallel(); k++) {
            promotionBuffers.add(new LineAllocator(store, mature, true));
        }
    }

    /** Makes the shapes of a heap that exists by then. */
    @FunctionalInterface
    public interface ShapesOf {
        ObjectShapes in(HeapStore store);
    }

    // --- parts ---

    public HeapOptions options() {
        return options;
    }

    public HeapStore store() {
        return store;
    }

    public Words words() {
        return words;
    }

    public ObjectShapes shapes() {
        return shapes;
    }

    public ImmortalSpace immortal() {
        return immortal;
    }

    public NurserySpace nursery() {
        return nursery;
    }

    public MatureSpace mature() {
        return mature;
    }

    public LargeSpace large() {
        return large;
    }

    public WeakReferences weakReferences() {
        return weakReferences;
    }

    public Safepoints safepoints() {
        return safepoints;
    }

    RememberedSet remembered() {
        return remembered;
    }

    RefCounts counts() {
        return counts;
    }

    Finalization finalization() {
        return finalization;
    }

    List<WeakTable> weakTables() {
        return weakTables;
    }

    public void setFinalization(Finalization finalization) {
        this.finalization = finalization;
    }

    public void addRoots(RootSource source) {
        sources.add(source);
    }

    public void removeRoots(RootSource source) {
        sources.remove(source);
    }

    public void addWeakTable(WeakTable table) {
        weakTables.add(table);
    }

    public void addListener(CollectionListener listener) {
        listeners.add(listener);
    }

    /** Every source of roots, the mutators' own included. */
    public List<RootSource> roots() {
        List<RootSource> all = new ArrayList<>(mutators);
        all.addAll(sources);
        return all;
    }

    // --- mutators ---

    /** A new mutator for the calling thread, running. */
    public Mutator attach(String name) {
        Safepoints.Participant participant = safepoints.enrol();
        Mutator mutator = new Mutator(this, name, participant);
        mutators.add(mutator);
        safepoints.unblock(participant);
        return mutator;
    }

    void detach(Mutator mutator) {
        safepoints.stopped(mutator.participant(), () -> {
            settled = plusYoung(settled, mutator.youngObjects(), mutator.youngBytes());
            mutator.retire();
            mutators.remove(mutator);
        });
        safepoints.block(mutator.participant());
        safepoints.dismiss(mutator.participant());
    }

    private static Usage plusYoung(Usage usage, long objects, long bytes) {
        return new Usage(usage.nurseryObjects() + objects, usage.nurseryBytes() + bytes, usage.matureObjects(),
                usage.matureBytes(), usage.largeObjects(), usage.largeBytes());
    }

    void retireMutators() {
        mutators.forEach(Mutator::retire);
    }

    // --- allocation ---

    /** An object in immortal space: header written, payload zero. */
    public long allocateImmortal(Mutator mutator, Header header) {
        long total = HeapStore.totalOf(header.size());
        long at = immortal.allocate(total, Math.max(OBJECT_ALIGN, header.align()));
        while (at == 0) {
            if (!growStopped(mutator, ImmortalSpace.regions(total))) {
                throw new PanicException(PanicCode.OUT_OF_MEMORY, total + " bytes wanted in immortal space");
            }
            at = immortal.allocate(total, Math.max(OBJECT_ALIGN, header.align()));
        }
        store.memory().setWord(at, header.low());
        store.memory().setWord(at + HeaderConstants.META_OFFSET, header.meta());
        return at;
    }

    private boolean growStopped(Mutator mutator, int regions) {
        boolean[] grown = new boolean[1];
        safepoints.stopped(mutator.participant(), () -> grown[0] = store.grow(regions));
        return grown[0];
    }

    boolean mayTakeBlock(int taken) {
        return !options.enabled()
                || taken < options.effectiveNursery() / BLOCK_SIZE && !trigger.isReached(usage().bytes());
    }

    long allocateYoungRun(long total, int align) {
        boolean spent = nursery.runs().bytes() >= options.effectiveNursery() * Math.max(1, mutators.size());
        if (options.enabled() && (spent || trigger.isReached(usage().bytes()))) {
            return 0;
        }
        return nursery.runs().allocate(total, align, false);
    }

    long allocateLarge(long total) {
        return options.enabled() && trigger.isReached(usage().bytes()) ? 0 : large.allocate(total);
    }

    /**
     * After an allocation found no room: collects, or makes the memory larger. A safepoint.
     *
     * @param attempt how often it was called for this allocation before
     * @return false if nothing helps any more
     */
    boolean makeRoom(Mutator mutator, long total, int attempt) {
        int regions = LargeSpace.regions(total);
        if (attempt >= ATTEMPTS) {
            return false;
        }
        if (options.enabled() && attempt == 0 && isCollectionDue(mutator)) {
            collectOnce(mutator, trigger.isReached(usage().bytes()) ? CollectionKind.FULL : CollectionKind.MINOR);
            return true;
        }
        if (store.allows(regions) && growStopped(mutator, regions)) {
            return true;
        }
        if (options.enabled()) {
            collectOnce(mutator, CollectionKind.FULL);
        }
        return options.enabled();
    }

    private boolean isCollectionDue(Mutator mutator) {
        return !mutator.hasBudget() || nursery.runs().bytes() >= options.effectiveNursery()
                || trigger.isReached(usage().bytes());
    }

    // --- collection ---

    /**
     * Collects now. A safepoint.
     *
     * @return what it did; empty if collection is disabled
     */
    public Optional<CollectionReport> collect(Mutator mutator, CollectionKind kind) {
        if (!options.enabled()) {
            return Optional.empty();
        }
        CollectionReport[] report = new CollectionReport[1];
        safepoints.stopped(mutator.participant(), () -> report[0] = collectStopped(kind));
        return Optional.of(report[0]);
    }

    /** Collects unless another mutator did so while this one waited. */
    private void collectOnce(Mutator mutator, CollectionKind kind) {
        long seen = statistics.collections();
        safepoints.stopped(mutator.participant(), () -> {
            if (statistics.collections() == seen) {
                collectStopped(kind);
            }
        });
    }

    private CollectionReport collectStopped(CollectionKind kind) {
        CollectionReport report = new Collection(this, kind).run();
        statistics = statistics.plus(report);
        if (kind == CollectionKind.FULL) {
            trigger.afterFull(report.after().bytes());
        }
        listeners.forEach(listener -> listener.collected(report));
        return report;
    }

    /** Runs something while every mutator stands still. */
    public void stopped(Mutator mutator, Runnable operation) {
        safepoints.stopped(mutator.participant(), operation);
    }

    public GcStatistics statistics() {
        return statistics;
    }

    /** Bytes that the threshold is a percentage of. Clause: GC-09. */
    public long target() {
        return trigger.target();
    }

    /** What is allocated and not reclaimed. Exact while mutators stand still. */
    public Usage usage() {
        long objects = settled.nurseryObjects() + nursery.runs().objects();
        long bytes = settled.nurseryBytes() + nursery.runs().bytes();
        for (Mutator mutator : mutators) {
            objects += mutator.youngObjects();
            bytes += mutator.youngBytes();
        }
        return new Usage(objects, bytes, settled.matureObjects(), settled.matureBytes(), large.count(),
                large.bytes());
    }

    void settleNursery(long objects, long bytes) {
        settled = new Usage(objects, bytes, settled.matureObjects(), settled.matureBytes(), 0, 0);
    }

    void settleMature(long objects, long bytes) {
        settled = new Usage(settled.nurseryObjects(), settled.nurseryBytes(), objects, bytes, 0, 0);
    }

    void addMature(long objects, long bytes) {
        settleMature(settled.matureObjects() + objects, settled.matureBytes() + bytes);
    }

    // --- what the collector asks for ---

    LineAllocator promotionBuffer(int tracer) {
        return promotionBuffers.get(tracer);
    }

    void retirePromotionBuffers() {
        promotionBuffers.forEach(LineAllocator::retire);
    }

    /** Regions for all that may have to be copied, as far as the maximum and the machine allow. */
    void reserveCopySpace(long youngBytes) {
        long young = (youngBytes + REGION_SIZE - 1) / REGION_SIZE;
        int wanted = (int) young + 2 * options.parallel() + 1;
        int free = store.regions().free();
        if (free < wanted && store.allows(1)) {
            store.grow(wanted - free);
        }
    }

    /** Lines that a full collection may use for copies. */
    long copyReserveLimit() {
        if (options.maxSize() == 0) {
            return Long.MAX_VALUE;
        }
        long left = options.maxSize() / REGION_SIZE - store.regions().collected();
        return Math.max(0, left) * LINES_PER_REGION;
    }

    /** Logs an old object at the end of a collection, so that the next one looks at it. */
    void logAgain(long object) {
        store.memory().setWord(object,
                store.memory().word(object) | (long) HeaderConstants.LOGGED << HeaderConstants.GC_SHIFT);
        LogWriter writer = new LogWriter(remembered);
        writer.object(object, formerReferences(object));
        writer.flush();
    }

    /** Counted references that an object holds. */
    LongStack formerReferences(long object) {
        LongStack former = new LongStack();
        if (options.counting()) {
            forEachReference(object, target -> {
                if (counts.isCounted(target)) {
                    former.push(target);
                }
            });
        }
        return former;
    }

    /** Every entry of the mutation logs. Nothing else may run. */
    void forEachLogEntry(LongConsumer consumer) {
        remembered.forEach(consumer);
        mutators.forEach(mutator -> mutator.forEachLogEntry(consumer));
    }

    /** Every object that an object refers to, as often as it does. */
    public void forEachReference(long object, LongConsumer consumer) {
        shapes.trace(object, new SlotVisitor() {
            @Override
            public void slot(long address) {
                long word = store.memory().word(address);
                if (words.isReference(word)) {
                    consumer.accept(words.address(word));
                }
            }

            @Override
            public void interior(long address, int offset) {
                long raw = store.memory().word(address);
                if (raw != 0) {
                    consumer.accept(raw - offset);
                }
            }
        });
    }

    /** Every object of mature and large object space. Nothing else may run. */
    public void forEachOld(LongConsumer consumer) {
        mature.allBlocks().forEach(block -> forEachIn(block, consumer));
        large.forEach(consumer);
    }

    /** Every object of the nursery. Nothing else may run. */
    public void forEachYoung(LongConsumer consumer) {
        nursery.forEachBlock(block -> forEachIn(block, consumer));
    }

    private void forEachIn(int block, LongConsumer consumer) {
        long from = BlockTable.addressOf(block);
        store.starts().forEach(from, from + BLOCK_SIZE, consumer);
    }

    /** Objects died outside a trace: weak tables learn it. */
    void forgetWeakly(WeakTable.Liveness liveness) {
        weakReferences.update(liveness);
        weakReferences.prune(liveness);
        weakTables.forEach(table -> table.update(liveness));
    }

    /** Gives back old objects that were found dead without a trace; answers their bytes. */
    long freeOld(Iterable<Long> dead, Sweeper sweeper) {
        Set<Integer> regions = new TreeSet<>();
        long bytes = 0;
        long objects = 0;
        for (long object : dead) {
            bytes += store.total(object);
            objects++;
            regions.add(RegionTable.regionOf(object));
            sweeper.forget(object);
        }
        regions.forEach(this::remark);
        retirePromotionBuffers();
        mature.recycle();
        addMature(-objects, -bytes);
        return bytes;
    }

    /** Marks exactly the lines of a region that objects overlap. */
    private void remark(int region) {
        long from = RegionTable.addressOf(region);
        for (int k = 0; k < BLOCKS_PER_REGION; k++) {
            store.blocks().clearMarks(BlockTable.blockOf(from) + k);
        }
        store.starts().forEach(from, from + REGION_SIZE,
                object -> store.blocks().markLines(object, object + store.total(object)));
    }

    /** The object that an address of unknown origin points into, or 0. Clause: ROOT-13. */
    public long objectAround(long word) {
        long address = words.isReference(word) ? words.address(word) : word;
        if (address <= 0 || address >= store.memory().size()) {
            return 0;
        }
        int region = RegionTable.regionOf(address);
        long from = switch (store.regions().use(region)) {
            case FREE -> -1;
            case NURSERY_BLOCKS, MATURE_BLOCKS -> BlockTable.addressOf(BlockTable.blockOf(address));
            case LARGE_TAIL -> headOf(region);
            default -> RegionTable.addressOf(region);
        };
        if (from < 0) {
            return 0;
        }
        long start = store.regions().use(region) == RegionTable.Use.LARGE_TAIL
                ? from
                : store.starts().startBefore(address, from);
        return start > 0 && address < start + store.total(start) ? start : 0;
    }

    private long headOf(int region) {
        int head = region;
        while (store.regions().use(head) == RegionTable.Use.LARGE_TAIL) {
            head--;
        }
        return RegionTable.addressOf(head);
    }

    // --- stress ---

    void stressAllocation(Mutator mutator) {
        stress.allocation(mutator);
    }

    void stressSafepoint(Mutator mutator) {
        stress.safepoint(mutator);
    }

    void stressBarrier(Mutator mutator) {
        stress.barrier(mutator);
    }
}
