package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.Allocator;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.Header;
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
import java.util.function.LongConsumer;

/**
 * A thread that works on the heap: its allocation buffer, its mutation log, its temporary roots. Used by one thread at a
 * time; addresses it holds outside its roots are good only until its next safepoint, and every method that says so is
 * one.
 *
 * <p>Clauses: HEAP-24, BAR-01 to BAR-08, GC-27, GC-28.
 */
public final class Mutator implements Allocator, AutoCloseable, RootSource {
    private final ManagedHeap heap;
    private final HeapStore store;
    private final Memory memory;
    private final Words words;
    private final String name;
    private final Safepoints.Participant participant;
    private final LineAllocator lines;
    private final LongStack kept = new LongStack();
    private final LogWriter log;
    private final Safepoints safepoints;
    private final boolean stressed;
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
        this.safepoints = heap.safepoints();
        this.stressed = heap.stressesSafepoints();
        this.stressedAllocations = heap.options().stresses(StressMode.ALLOCATION);
        this.stressedStores = heap.stressesBarriers();
        this.lines = new LineAllocator(store, new Budgeted(), false);
        this.log = new LogWriter(heap.remembered());
    }

    /** The nursery as far as this mutator's share of it goes. Clause: HEAP-19. */
    private final class Budgeted implements LineAllocator.Blocks {
        @Override
        public int take() {
            return heap.room().mayTakeBlock(blocksTaken) ? counted(heap.nursery().take()) : -1;
        }

        @Override
        public int takeFree() {
            return heap.room().mayTakeBlock(blocksTaken) ? counted(heap.nursery().takeFree()) : -1;
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
            heap.stressAllocation(this);
        }
        // What nearly every object takes comes first and calls nothing but the allocator of lines.
        long at = total <= HeapConstants.BLOCK_OBJECT_MAX
                ? lines.allocate(total, Math.max(HeapConstants.OBJECT_ALIGN, header.align()))
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
            if (!heap.room().makeRoom(this, total, attempt)) {
                throw new PanicException(PanicCode.OUT_OF_MEMORY, "out of memory: " + total + " bytes wanted");
            }
            at = tryAllocate(total, header.align());
        }
        memory.setWord(at, header.low());
        memory.setWord(at + META_OFFSET, header.meta());
        if (SizeClass.of(total) == SizeClass.LARGE) {
            // It is old from the beginning, yet what initialises it needs no barrier: it counts as written.
            MutationLog.firstWrite(memory, at, log, heap::formerReferences);
        }
        return at;
    }

    private long tryAllocate(long total, int align) {
        return switch (SizeClass.of(total)) {
            case BLOCK -> lines.allocate(total, Math.max(8, align));
            case REGION -> heap.room().allocateYoungRun(total, align);
            case LARGE -> heap.room().allocateLarge(total);
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
        return heap.room().mayTakeBlock(blocksTaken);
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
        beforeWrite(object, word);
        memory.setWordOpaque(slot, word);
        heap.stressBarrier(this);
    }

    /** Whether {@link #store} to an object would be a plain store. */
    public boolean storesPlainly(long object) {
        return !stressedStores && (store.isNursery(object) || store.isMature(object)
                && (AtomicHeader.gc(memory.wordAcquire(object)) & LOGGED) != 0);
    }

    /** {@link #store} to an object of which {@link #storesPlainly} is true. */
    public void storePlainly(long slot, long word) {
        memory.setWordOpaque(slot, word);
    }

    /**
     * What has to happen before references are written to an object, however many. The store must follow before the
     * next safepoint. Clauses: BAR-09, ERR-029, ERR-034.
     */
    public void beforeWrite(long object, long word) {
        Space space = store.spaceOf(object);
        if (space == Space.IMMORTAL) {
            if (words.isReference(word) && store.spaceOf(words.address(word)) != Space.IMMORTAL) {
                throw RejectException.invalid("immortal-reference",
                        "an immortal object may refer only to immortal ones");
            }
        } else if (space != Space.NURSERY) {
            MutationLog.firstWrite(memory, object, log, heap::formerReferences);
        }
    }

    void forEachLogEntry(LongConsumer consumer) {
        log.forEach(consumer);
    }

    // --- safepoints ---

    /** Whether {@link #poll} would do anything. */
    public boolean mustPoll() {
        return isStressed() || isStopRequested();
    }

    /** Whether another mutator waits for this one. */
    public boolean isStopRequested() {
        return safepoints.isRequested();
    }

    /** Whether a stress mode acts at every safepoint; never changes. */
    public boolean isStressed() {
        return stressed;
    }

    /** A safepoint: collections happen here and nowhere else. */
    public void poll() {
        if (safepoints.isRequested()) {
            safepoints.park(participant);
        }
        if (stressed) {
            heap.stressSafepoint(this);
        }
    }

    /** From now on this thread touches nothing of the heap; a collection need not wait for it. */
    public void enterBlocked() {
        heap.safepoints().block(participant);
    }

    /** Waits for a collection to end, then works on. */
    public void leaveBlocked() {
        heap.safepoints().unblock(participant);
    }

    Safepoints.Participant participant() {
        return participant;
    }

    /** The thread is done with the heap. */
    @Override
    public void close() {
        heap.detach(this);
    }
}
