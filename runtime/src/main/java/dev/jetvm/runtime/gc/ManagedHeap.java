package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.memory.MatureSpace;
import dev.jetvm.runtime.memory.NurserySpace;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * A garbage-collected heap: its spaces, mutators, roots and collector. All sizes are in bytes. An object is identified
 * by the address of its header.
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
    private final Mutators mutators = new Mutators(this);
    private final List<RootSource> sources = new CopyOnWriteArrayList<>();
    private final List<WeakTable> weakTables = new CopyOnWriteArrayList<>();
    private final WeakReferences weakReferences;
    private final RefCounts counts;
    private final Stress stress;
    private final AllocationPolicy policy;
    private final UsageLedger ledger;
    private final HeapWalk walk;
    private final Collector collector;
    private Finalization finalization = Finalization.NONE;

    /** Receives a report after every collection, while all mutators are still stopped. */
    @FunctionalInterface
    public interface CollectionListener {
        void collected(CollectionReport report);
    }

    /**
     * Creates an empty heap.
     *
     * @param words the value model, which distinguishes references from other words
     * @param shapesOf creates the shapes of the heap's objects
     */
    public ManagedHeap(HeapOptions options, Words words, ShapesOf shapesOf) {
        this.options = options;
        this.words = words;
        this.store = new HeapStore(options.maxSize());
        this.shapes = shapesOf.in(store);
        this.immortal = new ImmortalSpace(store);
        this.nursery = new NurserySpace(store);
        this.mature = new MatureSpace(store);
        this.large = new LargeSpace(store);
        this.ledger = new UsageLedger(nursery, large, mutators.all());
        this.walk = new HeapWalk(this);
        this.weakReferences = new WeakReferences(this);
        this.counts = new RefCounts(this);
        this.stress = new Stress(this);
        this.policy = new AllocationPolicy(this);
        this.collector = new Collector(this);
    }

    /** Creates the object shapes of a heap from the heap's store. */
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

    /** Sets the finalization that each collection calls after marking. The default is {@link Finalization#NONE}. */
    public void setFinalization(Finalization finalization) {
        this.finalization = finalization;
    }

    /** Adds a root source. Every collection visits it. */
    public void addRoots(RootSource source) {
        sources.add(source);
    }

    public void removeRoots(RootSource source) {
        sources.remove(source);
    }

    /** Adds a weak table. Every collection updates it. */
    public void addWeakTable(WeakTable table) {
        weakTables.add(table);
    }

    public void addListener(CollectionListener listener) {
        collector.addListener(listener);
    }

    /** Returns every root source, including the mutators. */
    public List<RootSource> roots() {
        List<RootSource> all = new ArrayList<>(mutators.all());
        all.addAll(sources);
        return all;
    }

    // --- mutators ---

    /** Attaches a mutator for the calling thread. It is running when this method returns. */
    public Mutator attach(String name) {
        return mutators.attach(name);
    }

    Mutators mutators() {
        return mutators;
    }

    /** Returns the memory to the operating system. No mutator may be attached, and the heap must not be used again. */
    public void close() {
        store.close();
    }

    // --- allocation ---

    /**
     * Allocates an object in immortal space, writes its header and zeroes its payload. This is a safepoint if
     * the memory must grow.
     *
     * @return the object's address
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    public long allocateImmortal(Mutator mutator, Header header) {
        return policy.allocateImmortal(mutator, header);
    }

    AllocationPolicy policy() {
        return policy;
    }

    // --- collection ---

    /**
     * Runs a collection immediately. This is a safepoint.
     *
     * @return a report of the collection, or empty if {@code gc.enabled} is false
     */
    public Optional<CollectionReport> collect(Mutator mutator, CollectionKind kind) {
        return collector.collect(mutator, kind);
    }

    Collector collector() {
        return collector;
    }

    /** Runs an operation while every mutator is stopped and the start map is up to date. */
    public void stopped(Mutator mutator, Runnable operation) {
        safepoints.stopped(mutator.participant(), () -> {
            mutators.settleStarts(_ -> true);
            operation.run();
        });
    }

    /** Returns the statistics of all collections so far. */
    public GcStatistics statistics() {
        return collector.statistics();
    }

    /**
     * Returns the current target size in bytes. {@code gc.collection_threshold} is a percentage of it.
     *
     * @spec GC-09
     */
    public long target() {
        return policy.trigger().target();
    }

    /** Returns the number and size of unreclaimed objects. The values are exact while mutators are stopped. */
    public Usage usage() {
        return ledger.usage();
    }

    UsageLedger ledger() {
        return ledger;
    }

    // --- collector support ---

    /** Visits every entry of the mutation logs. All mutators must be stopped. */
    void forEachLogEntry(LongConsumer consumer) {
        remembered.forEach(consumer);
        mutators.forEachLogEntry(consumer);
    }

    /** Updates weak references and weak tables after reference counting has found dead objects. */
    void updateWeakTables(WeakTable.Liveness liveness) {
        weakReferences.update(liveness);
        weakReferences.prune(liveness);
        weakTables.forEach(table -> table.update(liveness));
    }

    // --- walking ---

    HeapWalk walk() {
        return walk;
    }

    /** Visits the target of each reference in an object. A target is visited once per reference. */
    public void forEachReference(long object, LongConsumer consumer) {
        walk.forEachReference(object, consumer);
    }

    /** Visits every object of mature and large object space. All mutators must be stopped. */
    public void forEachOld(LongConsumer consumer) {
        walk.forEachOld(consumer);
    }

    /** Visits every object of the nursery. All mutators must be stopped. */
    public void forEachYoung(LongConsumer consumer) {
        walk.forEachYoung(consumer);
    }

    /**
     * Returns the object that contains the address denoted by an ambiguous word, or 0 if there is none. Every mutator must be
     * stopped.
     *
     * @param word a tagged reference or a raw address
     *
     * @spec ROOT-13
     */
    public long objectAround(long word) {
        mutators.settleStarts(_ -> true);
        return walk.objectAround(word);
    }

    Stress stress() {
        return stress;
    }
}
