package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.MatureSpace;
import dev.jetvm.runtime.memory.NurserySpace;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * A heap with its spaces, mutators, roots and collector.
 *
 * @spec HEAP-01
 * @spec HEAP-18
 * @spec HEAP-19
 * @spec HEAP-20
 * @spec HEAP-21
 * @spec GC-09
 * @spec GC-20
 * @spec GC-21
 * @spec GC-35
 */
public final class ManagedHeap {
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
    private final AllocationPolicy policy;
    private final UsageLedger ledger;
    private final HeapWalk walk;
    private final List<LineAllocator> promotionBuffers = new ArrayList<>();
    private final List<CollectionListener> listeners = new CopyOnWriteArrayList<>();
    private Finalization finalization = Finalization.NONE;
    private volatile GcStatistics statistics = GcStatistics.none();

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
        this.ledger = new UsageLedger(nursery, large, mutators);
        this.walk = new HeapWalk(this);
        this.weakReferences = new WeakReferences(this);
        this.counts = new RefCounts(this);
        this.stress = new Stress(this);
        this.policy = new AllocationPolicy(this);
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
        Safepoints.Participant participant = safepoints.enrol(stress.actsAtSafepoints() ? Request.STRESS : 0);
        Mutator mutator = new Mutator(this, name, participant);
        mutators.add(mutator);
        safepoints.unblock(participant);
        return mutator;
    }

    void detach(Mutator mutator) {
        safepoints.stopped(mutator.participant(), () -> {
            ledger.addNursery(mutator.youngObjects(), mutator.youngBytes());
            mutator.retire();
            mutator.settleStarts(_ -> true);
            mutators.remove(mutator);
        });
        safepoints.block(mutator.participant());
        safepoints.dismiss(mutator.participant());
    }

    void retireMutators() {
        mutators.forEach(Mutator::retire);
    }

    /**
     * The start map learns of the young objects in some blocks, and never of the others: nothing may live there. Nothing
     * else may run.
     */
    void settleStarts(IntPredicate blocks) {
        mutators.forEach(mutator -> mutator.settleStarts(blocks));
    }

    int mutators() {
        return mutators.size();
    }

    /** Gives the memory back to the system. No mutator may be attached, and nothing may use the heap any more. */
    public void close() {
        store.close();
    }

    // --- allocation ---

    /** An object in immortal space: header written, payload zero. */
    public long allocateImmortal(Mutator mutator, Header header) {
        return policy.allocateImmortal(mutator, header);
    }

    AllocationPolicy policy() {
        return policy;
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
        policy.prepareToGrow();
        CollectionReport[] report = new CollectionReport[1];
        safepoints.stopped(mutator.participant(), () -> report[0] = collectStopped(kind));
        return Optional.of(report[0]);
    }

    /** Collects unless another mutator did so while this one waited. */
    void collectOnce(Mutator mutator, CollectionKind kind) {
        policy.prepareToGrow();
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
            policy.trigger().afterFull(report.after().bytes());
        }
        listeners.forEach(listener -> listener.collected(report));
        return report;
    }

    /** Runs something while every mutator stands still; the start map knows every object then. */
    public void stopped(Mutator mutator, Runnable operation) {
        safepoints.stopped(mutator.participant(), () -> {
            settleStarts(_ -> true);
            operation.run();
        });
    }

    public GcStatistics statistics() {
        return statistics;
    }

    /**
     * Bytes that the threshold is a percentage of.
     *
     * @spec GC-09
     */
    public long target() {
        return policy.trigger().target();
    }

    /** What is allocated and not reclaimed. Exact while mutators stand still. */
    public Usage usage() {
        return ledger.usage();
    }

    UsageLedger ledger() {
        return ledger;
    }

    // --- what the collector asks for ---

    LineAllocator promotionBuffer(int tracer) {
        return promotionBuffers.get(tracer);
    }

    void retirePromotionBuffers() {
        promotionBuffers.forEach(LineAllocator::retire);
    }

    /** Logs an old object at the end of a collection, so that the next one looks at it. */
    void logAgain(long object) {
        store.memory().setWord(object, HeaderWord.withLog(store.memory().word(object)));
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

    /** Brings weak references and weak tables up to date after objects died outside a trace. */
    void updateWeakTables(WeakTable.Liveness liveness) {
        weakReferences.update(liveness);
        weakReferences.prune(liveness);
        weakTables.forEach(table -> table.update(liveness));
    }

    // --- walking ---

    HeapWalk walk() {
        return walk;
    }

    /** Every object that an object refers to, as often as it does. */
    public void forEachReference(long object, LongConsumer consumer) {
        walk.forEachReference(object, consumer);
    }

    /** Every object of mature and large object space. Nothing else may run. */
    public void forEachOld(LongConsumer consumer) {
        walk.forEachOld(consumer);
    }

    /** Every object of the nursery. Nothing else may run. */
    public void forEachYoung(LongConsumer consumer) {
        walk.forEachYoung(consumer);
    }

    /**
     * The object that an address of unknown origin points into, or 0. Nothing else may run.
     *
     * @spec ROOT-13
     */
    public long objectAround(long word) {
        settleStarts(_ -> true);
        return walk.objectAround(word);
    }

    // --- stress ---

    void stressAllocation(Mutator mutator) {
        stress.allocation(mutator);
    }

    boolean stressesBarriers() {
        return stress.actsAtBarriers();
    }

    void stressSafepoint(Mutator mutator) {
        stress.safepoint(mutator);
    }

    void stressBarrier(Mutator mutator) {
        stress.barrier(mutator);
    }
}
