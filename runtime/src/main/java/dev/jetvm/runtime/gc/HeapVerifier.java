package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;
import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.RegionTable;
import dev.jetvm.runtime.memory.SizeClass;
import dev.jetvm.runtime.memory.Space;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the invariants of a whole heap while every mutator is stopped, and reports violations. It scans roots and
 * follows references with its own code; it shares with the collector only the location of an object's reference slots.
 *
 * @spec HEAP-01
 * @spec HEAP-09
 * @spec HEAP-14
 * @spec HEAP-15
 * @spec HEAP-30
 * @spec GC-01
 * @spec GC-29
 * @spec BAR-08
 * @spec BAR-10
 * @spec HDR-12a
 * @spec HDR-12b
 */
public final class HeapVerifier {
    private static final int PROBLEMS_MAX = 50;
    /** Violations in the message of {@link #requireOrder}. */
    private static final int PROBLEMS_NAMED = 3;

    private final ManagedHeap heap;
    private final HeapStore store;
    private final Memory memory;
    private final Words words;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Long> reached = new HashSet<>();
    private final Deque<Long> pending = new ArrayDeque<>();

    /**
     * A violated invariant.
     *
     * @param code a stable identifier: {@code dangling}, {@code overlap}, {@code line}, ...
     */
    public record Problem(String code, String message) {}

    /**
     * The result of a verification.
     *
     * @param checked the number of objects reachable from roots
     * @param problems at most 50 violations
     */
    public record Result(long checked, List<Problem> problems) {}

    private HeapVerifier(ManagedHeap heap) {
        this.heap = heap;
        this.store = heap.store();
        this.memory = store.memory();
        this.words = heap.words();
    }

    /** Stops the world and checks every invariant. This is a safepoint. */
    public static Result verify(ManagedHeap heap, Mutator mutator) {
        HeapVerifier verifier = new HeapVerifier(heap);
        heap.stopped(mutator, verifier::all);
        return new Result(verifier.reached.size(), List.copyOf(verifier.problems));
    }

    /**
     * Checks every invariant while the world is stopped already, right after a collection.
     *
     * @throws IllegalStateException if one is violated, with the first violations
     */
    static void requireOrder(ManagedHeap heap, CollectionKind kind) {
        HeapVerifier verifier = new HeapVerifier(heap);
        verifier.all();
        if (!verifier.problems.isEmpty()) {
            throw new IllegalStateException("the heap is out of order after a " + kind.wire() + " collection: "
                    + verifier.problems.stream().limit(PROBLEMS_NAMED).map(Problem::message)
                            .collect(Collectors.joining("; ")));
        }
    }

    private void problem(String code, String message, Object... arguments) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(new Problem(code, message.formatted(arguments)));
        }
    }

    private void all() {
        for (RootSource source : heap.roots()) {
            source.visit(word -> {
                meet(word, "a root of " + source.name());
                return word;
            });
        }
        while (!pending.isEmpty()) {
            long object = pending.remove();
            reachable(object);
            heap.forEachReference(object, target -> meetObject(target, "object 0x%X".formatted(object)));
        }
        everyObject();
        lines();
        summaries();
        remembered();
    }

    private void meet(long word, String from) {
        if (words.isReference(word)) {
            meetObject(words.address(word), from);
        }
    }

    private void meetObject(long object, String from) {
        if (!store.isObject(object)) {
            problem("dangling", "%s refers to 0x%X, where no object starts", from, object);
        } else if (reached.add(object)) {
            pending.add(object);
        }
    }

    /** Checks the invariants of a reachable object. */
    private void reachable(long object) {
        int gc = HeaderWord.gc(memory.word(object));
        if ((gc & COLOUR_MASK) != WHITE) {
            problem("colour", "object 0x%X has gc bits 0x%X between collections", object, gc);
        }
        Space space = store.spaceOf(object);
        if (space == Space.IMMORTAL) {
            heap.forEachReference(object, target -> {
                if (store.spaceOf(target) != Space.IMMORTAL) {
                    problem("immortal", "immortal object 0x%X refers to 0x%X, which is not", object, target);
                }
            });
        }
    }

    /** Checks the invariants of every object, reachable or not, and of the set of all objects. */
    private void everyObject() {
        long[] nursery = new long[2];
        long[] mature = new long[2];
        long[] previousEnd = new long[1];
        heap.forEachYoung(object -> count(object, nursery));
        heap.forEachOld(object -> {
            if (store.spaceOf(object) == Space.MATURE) {
                count(object, mature);
            }
        });
        store.starts().forEach(0, store.memory().size(), object -> {
            if (object < previousEnd[0]) {
                problem("overlap", "object 0x%X begins before 0x%X, where another ends", object, previousEnd[0]);
            }
            previousEnd[0] = object + store.total(object);
            placement(object);
        });
        Usage usage = heap.usage();
        if (nursery[0] != usage.nurseryObjects() || nursery[1] != usage.nurseryBytes()
                || mature[0] != usage.matureObjects() || mature[1] != usage.matureBytes()) {
            problem("usage", "%s, but there are %d objects of %d bytes in the nursery and %d of %d in mature space",
                    usage, nursery[0], nursery[1], mature[0], mature[1]);
        }
    }

    private void count(long object, long[] into) {
        into[0]++;
        into[1] += store.total(object);
    }

    private void placement(long object) {
        long total = store.total(object);
        int type = HeaderWord.type(memory.word(object));
        if (!heap.shapes().isKnown(type)) {
            problem("type", "object 0x%X has the type %d, which is not registered", object, type);
        }
        long align = HeaderWord.align(memory.word(object + META_OFFSET));
        if (object % align != 0) {
            problem("alignment", "object 0x%X is not aligned to %d", object, align);
        }
        Space space = store.spaceOf(object);
        if (space == Space.IMMORTAL) {
            return;
        }
        SizeClass size = SizeClass.of(total);
        boolean inBlock = BlockTable.blockOf(object) == BlockTable.blockOf(object + total - 1);
        boolean inRegion = RegionTable.regionOf(object) == RegionTable.regionOf(object + total - 1);
        if (size == SizeClass.BLOCK && !inBlock || size == SizeClass.REGION && !inRegion
                || size == SizeClass.LARGE != (space == Space.LARGE)) {
            problem("placement", "object 0x%X of %d bytes lies in %s", object, total, space.wire());
        }
    }

    /**
     * Checks that a line of mature space is marked if and only if an object overlaps it.
     *
     * @spec HEAP-14
     */
    private void lines() {
        BitSet covered = new BitSet();
        heap.forEachOld(object -> {
            if (store.spaceOf(object) == Space.MATURE) {
                long end = object + store.total(object) - 1;
                covered.set((int) (object / LINE_SIZE), (int) (end / LINE_SIZE) + 1);
            }
        });
        for (int block : heap.mature().allBlocks()) {
            for (int line = block * LINES_PER_BLOCK; line < (block + 1) * LINES_PER_BLOCK; line++) {
                if (covered.get(line) != store.blocks().isMarked((long) line * LINE_SIZE)) {
                    problem("line", "line %d of block %d: marked or covered by an object, not both",
                            line % LINES_PER_BLOCK, block);
                }
            }
        }
    }

    /**
     * Checks that the bitmap, free-line count and hole count of each mature block agree with its line marks.
     *
     * @spec HEAP-09
     */
    private void summaries() {
        BlockTable blocks = store.blocks();
        for (int block : heap.mature().allBlocks()) {
            int free = 0;
            int holes = 0;
            boolean hole = false;
            byte[] record = blocks.record(block);
            for (int line = 0; line < LINES_PER_BLOCK; line++) {
                boolean live = (record[line] & 0xFF) == blocks.epoch();
                boolean bit = (record[DESCRIPTOR_BITMAP + line / 8] >> line % 8 & 1) == 1;
                if (live != bit) {
                    problem("bitmap", "line %d of block %d: mark and bit disagree", line, block);
                }
                free += live ? 0 : 1;
                holes += !live && !hole ? 1 : 0;
                hole = !live;
            }
            if (free != blocks.freeLines(block) || Math.min(HOLES_MAX, holes) != blocks.holes(block)) {
                problem("summary", "block %d has %d free lines in %d holes, its record says %d in %d", block, free,
                        holes, blocks.freeLines(block), blocks.holes(block));
            }
        }
    }

    /**
     * Checks that every old object with a reference to a young one is logged, that every logged object occurs once in
     * the log, and that counts agree with references.
     */
    private void remembered() {
        Map<Long, Integer> logged = new HashMap<>();
        Map<Long, Long> references = new HashMap<>();
        heap.forEachLogEntry(entry -> {
            if ((entry & LogBuffer.FORMER) == 0) {
                logged.merge(entry, 1, Integer::sum);
            } else {
                references.merge(entry & ~LogBuffer.FORMER, 1L, Long::sum);
            }
        });
        heap.forEachOld(object -> {
            boolean mark = HeaderWord.isLogged(memory.word(object));
            int times = logged.getOrDefault(object, 0);
            if (times != (mark ? 1 : 0)) {
                problem("log", "object 0x%X is in the log %d times, its mark says %s", object, times, mark);
            }
            heap.forEachReference(object, target -> {
                if (!mark && store.isNursery(target)) {
                    problem("remembered", "old object 0x%X refers to young 0x%X and is not logged", object, target);
                }
                if (!mark) {
                    references.merge(target, 1L, Long::sum);
                }
            });
        });
        if (heap.options().counting()) {
            heap.forEachOld(object -> counted(object, references.getOrDefault(object, 0L)));
        }
    }

    private void counted(long object, long references) {
        long count = HeaderWord.strong(memory.word(object + META_OFFSET));
        boolean active = HeaderWord.hasRc(memory.word(object), RC_ACTIVE);
        if (active && count < heap.options().countLimit() && count != references) {
            problem("count", "object 0x%X has the count %d and %d references", object, count, references);
        }
    }
}
