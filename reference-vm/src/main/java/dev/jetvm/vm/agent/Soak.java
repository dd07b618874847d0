package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.TypeInfo;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A soak test: several mutators allocate, link, unlink and check objects, and any of them may collect. Each thread
 * keeps its own table of objects.
 *
 * @spec GC-12
 * @spec GC-31
 * @spec HEAP-26
 */
final class Soak {
    private static final int SLOTS = 2;
    private static final int MARK_OFFSET = HEADER_SIZE + 8 * SLOTS;
    private static final int PAYLOAD = 8 * SLOTS + 16;

    private final ManagedHeap heap;
    private final HeapMachine machine;
    private final ValueModel model;
    private final TypeInfo node;
    private final int threads;
    private final int operations;
    private final int live;
    private final long seed;
    private final AtomicLong verified = new AtomicLong();
    private final List<String> problems = new ArrayList<>();

    /**
     * The result of a run.
     *
     * @param verified number of objects whose contents were checked
     */
    record Result(long operations, long collections, long verified, List<String> problems) {}

    Soak(HeapMachine machine, int threads, int operations, int live, long seed) {
        this.machine = machine;
        this.heap = machine.heap();
        this.model = machine.model();
        this.node = machine.types().register("SoakNode", HEADER_SIZE + PAYLOAD, 8,
                new int[]{HEADER_SIZE, HEADER_SIZE + 8}, false);
        this.threads = threads;
        this.operations = operations;
        this.live = live;
        this.seed = seed;
    }

    Result run() {
        long before = heap.statistics().collections();
        List<Thread> workers = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            SplittableRandom random = new SplittableRandom(seed + k);
            workers.add(Thread.ofPlatform().name("jet-soak-" + k).start(() -> work(random)));
        }
        // The session's own mutator is blocked meanwhile, otherwise no collection could begin.
        machine.mutator().enterBlocked();
        try {
            workers.forEach(Soak::join);
        } finally {
            machine.mutator().leaveBlocked();
        }
        heap.collect(machine.mutator(), CollectionKind.FULL);
        HeapVerifier.verify(heap, machine.mutator()).problems().forEach(problem -> report(problem.message()));
        return new Result((long) threads * operations, heap.statistics().collections() - before, verified.get(),
                List.copyOf(problems));
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a soak ran", e);
        }
    }

    private void report(String problem) {
        synchronized (problems) {
            if (problems.size() < 20) {
                problems.add(problem);
            }
        }
    }

    private void work(SplittableRandom random) {
        try (Mutator mutator = heap.attach(Thread.currentThread().getName())) {
            long[] marks = new long[live];
            for (int k = 0; k < live; k++) {
                mutator.keep(model.nil());
            }
            for (int step = 0; step < operations; step++) {
                step(mutator, random, marks);
            }
            for (int k = 0; k < live; k++) {
                check(mutator, k, marks[k]);
            }
        } catch (PanicException e) {
            report("panic " + e.code().wire() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            report("a mutator failed: " + e);
        }
    }

    private void step(Mutator mutator, SplittableRandom random, long[] marks) {
        int at = random.nextInt(live);
        int other = random.nextInt(live);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                marks[at] = random.nextLong();
                mutator.setKept(at, model.reference(allocate(mutator, marks[at])));
            }
            case 3, 4 -> link(mutator, at, other, random.nextInt(SLOTS));
            case 5 -> check(mutator, at, marks[at]);
            case 6 -> {
                if (random.nextInt(16) == 0) {
                    marks[at] = 0;
                    mutator.setKept(at, model.nil());
                }
                mutator.poll();
            }
            default -> {
                if (random.nextInt(2000) == 0) {
                    heap.collect(mutator, random.nextBoolean() ? CollectionKind.MINOR : CollectionKind.FULL);
                }
            }
        }
    }

    private long allocate(Mutator mutator, long mark) {
        long object = mutator.allocate(Header.fresh(node.id(), PAYLOAD, 0, 8));
        Memory memory = mutator.memory();
        memory.fill(object + HEADER_SIZE, object + MARK_OFFSET, model.nil());
        memory.setWord(object + MARK_OFFSET, mark);
        memory.setWord(object + MARK_OFFSET + 8, ~mark);
        return object;
    }

    private void link(Mutator mutator, int at, int other, int slot) {
        if (model.isReference(mutator.kept(at))) {
            long object = model.address(mutator.kept(at));
            mutator.store(object, object + HEADER_SIZE + 8L * slot, mutator.kept(other));
        }
    }

    /** Checks that an object holds its mark and that each object it refers to holds a valid mark. */
    private void check(Mutator mutator, int at, long mark) {
        if (!model.isReference(mutator.kept(at))) {
            return;
        }
        long object = model.address(mutator.kept(at));
        if (mutator.memory().word(object + MARK_OFFSET) != mark) {
            report("object %d holds 0x%X, not 0x%X".formatted(at, mutator.memory().word(object + MARK_OFFSET), mark));
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            long word = mutator.load(object + HEADER_SIZE + 8L * slot);
            if (model.isReference(word)) {
                long target = model.address(word) + MARK_OFFSET;
                if (mutator.memory().word(target) != ~mutator.memory().word(target + 8)) {
                    report("slot %d of object %d leads to no object".formatted(slot, at));
                }
            }
        }
        verified.incrementAndGet();
    }
}
