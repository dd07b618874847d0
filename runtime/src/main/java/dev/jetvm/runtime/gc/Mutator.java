package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.Allocator;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.SizeClass;
import dev.jetvm.runtime.memory.Space;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Words;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * A thread that works on the heap: its allocation buffer, its mutation log, its temporary roots. Used by one thread at a
 * time; addresses it holds outside its roots are good only until its next safepoint, and every method that says so is
 * one.
 *
 * @spec HEAP-24
 * @spec BAR-01
 * @spec BAR-02
 * @spec BAR-03
 * @spec BAR-04
 * @spec BAR-05
 * @spec BAR-06
 * @spec BAR-07
 * @spec BAR-08
 * @spec GC-27
 * @spec GC-28
 */
public final class Mutator implements Allocator, AutoCloseable, RootSource {
    private final ManagedHeap heap;
    private final HeapStore store;
    private final Memory memory;
    private final Words words;
    private final String name;
    private final Safepoints.Participant participant;
    private final RequestWord requests;
    private final LineAllocator lines;
    private final LongStack kept = new LongStack();
    private final LogWriter log;
    private final Safepoints safepoints;
    private final boolean stressedAllocations;
    private final boolean stressedStores;
    private int blocksTaken;
    private long allocatedBefore;

    Mutator(ManagedHeap heap, String name, Safepoints.Participant participant) {
        this.heap = heap;
        this.store = heap.store();
        this.memory = store.memory();
        this.words = heap.words();
        this.name = name;
        this.participant = participant;
        this.requests = participant.requests();
        this.safepoints = heap.safepoints();
        this.stressedAllocations = heap.options().stresses(StressMode.ALLOCATION);
        this.stressedStores = heap.stress().actsAtBarriers();
        this.lines = new LineAllocator(store, new Budgeted(), false);
        this.log = new LogWriter(heap.remembered());
    }

    /**
     * The nursery as far as this mutator's share of it goes.
     *
     * @spec HEAP-19
     */
    @PerMutator
    private final class Budgeted implements LineAllocator.Blocks {
        @Override
        public int take() {
            return heap.policy().mayTakeBlock(blocksTaken) ? counted(heap.nursery().take()) : -1;
        }

        @Override
        public int takeFree() {
            return heap.policy().mayTakeBlock(blocksTaken) ? counted(heap.nursery().takeFree()) : -1;
        }

        private int counted(int block) {
            blocksTaken += block >= 0 ? 1 : 0;
            return block;
        }
    }

    // --- allocation ---

    /**
     * A new object: header written, payload zero. A safepoint. Whoever gives it reference slots fills them with nil
     * before the next safepoint.
     */
    @Override
    public long allocate(Header header) {
        long total = HeapStore.totalOf(header.size());
        poll();
        if (stressedAllocations) {
            heap.stress().allocation(this);
        }
        // What nearly every object takes comes first and calls nothing but the allocator of lines.
        long at = total <= HeapConstants.BLOCK_OBJECT_MAX
                ? lines.allocate(total, header.align())
                : 0;
        if (at == 0) {
            return allocateSlowly(header, total);
        }
        memory.setWord(at, header.low());
        memory.setWord(at + META_OFFSET, header.meta());
        return at;
    }

    private long allocateSlowly(Header header, long total) {
        long at = tryAllocate(total, header.align());
        for (int attempt = 0; at == 0; attempt++) {
            if (!heap.policy().makeRoom(this, total, attempt)) {
                throw new PanicException(PanicCode.OUT_OF_MEMORY, "out of memory: " + total + " bytes wanted");
            }
            at = tryAllocate(total, header.align());
        }
        memory.setWord(at, header.low());
        memory.setWord(at + META_OFFSET, header.meta());
        if (SizeClass.of(total) == SizeClass.LARGE) {
            // It is old from the beginning, yet what initialises it needs no barrier: it counts as written.
            MutationLog.firstWrite(memory, at, log, heap.counts()::formerReferences);
        }
        return at;
    }

    private long tryAllocate(long total, int align) {
        return switch (SizeClass.of(total)) {
            case BLOCK -> lines.allocate(total, Math.max(8, align));
            case REGION -> heap.policy().allocateYoungRun(total, align);
            case LARGE -> heap.policy().allocateLarge(total);
        };
    }

    /** Bytes that this mutator ever allocated in blocks. */
    @Override
    public long allocated() {
        return allocatedBefore + lines.bytes();
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /** Whether it may take another block before the next collection. */
    boolean hasBudget() {
        return heap.policy().mayTakeBlock(blocksTaken);
    }

    long youngBytes() {
        return lines.bytes();
    }

    long youngObjects() {
        return lines.objects();
    }

    /** Lets go of blocks and log before a collection looks at the heap. */
    void retire() {
        allocatedBefore += lines.bytes();
        lines.retire();
        blocksTaken = 0;
        log.flush();
    }

    /** {@link LineAllocator#settleStarts} of its blocks. */
    void settleStarts(IntPredicate blocks) {
        lines.settleStarts(blocks);
    }

    // --- temporary roots ---

    @Override
    public int keep(long word) {
        kept.push(word);
        return kept.size() - 1;
    }

    @Override
    public long kept(int index) {
        return kept.get(index);
    }

    /** Replaces what a temporary root holds. */
    public void setKept(int index, long word) {
        kept.set(index, word);
    }

    @Override
    public void release(int index) {
        kept.cut(index);
    }

    /** How many temporary roots there are; {@link #release} with it drops all that came later. */
    public int mark() {
        return kept.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void visit(RootVisitor visitor) {
        for (int k = 0; k < kept.size(); k++) {
            kept.set(k, visitor.visit(kept.get(k)));
        }
    }

    // --- fields ---

    /** The word in a slot of an object. */
    public long load(long slot) {
        return memory.wordOpaque(slot);
    }

    /**
     * Writes a word to a slot of an object: every store after initialisation comes here. A safepoint only in a stress
     * mode, after the store.
     *
     * @param object the object that the slot is in
     * @throws RejectException {@code immortal-reference} if an immortal object would refer to one that is not
     */
    public void store(long object, long slot, long word) {
        storeQuietly(object, slot, word);
        stressBarrier();
    }

    /** {@link #store} without its safepoint: {@link #stressBarrier} has to follow. */
    public void storeQuietly(long object, long slot, long word) {
        beforeWrite(object, word);
        memory.setWordOpaque(slot, word);
    }

    /** A safepoint if a stress mode acts behind stores. */
    public void stressBarrier() {
        heap.stress().barrier(this);
    }

    /** Whether {@link #store} to an object would be a plain store. */
    public boolean storesPlainly(long object) {
        return !stressedStores && (store.isNursery(object) || store.isMature(object)
                && HeaderWord.isLogged(memory.wordAcquire(object)));
    }

    /** {@link #store} to an object of which {@link #storesPlainly} is true. */
    public void storePlainly(long slot, long word) {
        memory.setWordOpaque(slot, word);
    }

    /**
     * What has to happen before references are written to an object, however many. The store must follow before the
     * next safepoint.
     *
     * @spec BAR-09
     * @spec ERR-029
     * @spec ERR-034
     */
    public void beforeWrite(long object, long word) {
        Space space = store.spaceOf(object);
        if (space == Space.IMMORTAL) {
            if (words.isReference(word) && store.spaceOf(words.address(word)) != Space.IMMORTAL) {
                throw RejectException.invalid("immortal-reference",
                        "an immortal object may refer only to immortal ones");
            }
        } else if (space != Space.NURSERY) {
            MutationLog.firstWrite(memory, object, log, heap.counts()::formerReferences);
        }
    }

    void forEachLogEntry(LongConsumer consumer) {
        log.forEach(consumer);
    }

    // --- safepoints ---

    /** Whether anything is requested of this mutator's thread: the poll of loops and calls, one volatile load. */
    public boolean mustPoll() {
        return requests.get() != 0;
    }

    /** The bits of {@link Request} that are set. */
    public int requests() {
        return requests.get();
    }

    /**
     * Sets bits of the request word; the thread of this mutator sees them at its next poll. Any thread may call it.
     *
     * @throws IllegalArgumentException if a bit belongs to the heap
     */
    public void request(int bits) {
        requests.set(requireForeign(bits));
    }

    /**
     * Clears bits of the request word. Any thread may call it.
     *
     * @throws IllegalArgumentException if a bit belongs to the heap
     */
    public void withdraw(int bits) {
        requests.clear(requireForeign(bits));
    }

    private static int requireForeign(int bits) {
        if ((bits & Request.HEAP) != 0) {
            throw new IllegalArgumentException("the heap alone sets and clears COLLECT and STRESS: " + bits);
        }
        return bits;
    }

    /** A safepoint: collections happen here and nowhere else. Deals with the requests of the heap and no others. */
    public void poll() {
        if (mustPoll()) {
            answerRequests();
        }
    }

    private void answerRequests() {
        int requested = requests.get();
        if ((requested & Request.COLLECT) != 0) {
            safepoints.park(participant);
        }
        if ((requested & Request.STRESS) != 0) {
            heap.stress().safepoint(this);
        }
    }

    /** From now on this thread touches nothing of the heap; a collection need not wait for it. */
    public void enterBlocked() {
        safepoints.block(participant);
    }

    /** Waits for a collection to end, then works on. */
    public void leaveBlocked() {
        safepoints.unblock(participant);
    }

    /**
     * Acquires a lock that may be held across safepoints. A thread that has to wait for it waits as a blocked mutator, so
     * the holder can stop the world meanwhile. A safepoint.
     *
     * <p>No operation on the stopped world acquires such a lock: a thread that got the lock may have to wait for the end
     * of the stop before it continues.
     */
    public void lock(Lock lock) {
        if (lock.tryLock()) {
            return;
        }
        enterBlocked();
        lock.lock();
        leaveBlocked();
    }

    Safepoints.Participant participant() {
        return participant;
    }

    /** The thread is done with the heap. */
    @Override
    public void close() {
        heap.mutators().detach(this);
    }
}
