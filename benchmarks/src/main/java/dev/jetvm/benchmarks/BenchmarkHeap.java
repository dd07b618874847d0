package dev.jetvm.benchmarks;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.HashMap;
import java.util.Map;

/** A heap with one mutator, and the records that benchmarks fill it with: one reference slot, then plain bytes. */
final class BenchmarkHeap {
    /** What a JVM that a benchmark starts has to be told, because the manifest of the jar is not read then. */
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    static final ValueModel WORDS = ValueModel.TAGGED;
    static final int SLOT = HeaderConstants.HEADER_SIZE;

    final ManagedHeap heap;
    final Mutator mutator;
    private final TypeTable types;
    private final Map<Integer, Header> headers = new HashMap<>();

    /** @param options as texts, by name; the rest are the defaults */
    BenchmarkHeap(Map<String, String> options) {
        heap = new ManagedHeap(HeapOptions.of(options, 1), WORDS, TypeTable::new);
        types = (TypeTable) heap.shapes();
        mutator = heap.attach("benchmark");
    }

    /** The types of this heap, the built-in ones registered. */
    TypeSystem types() {
        return new TypeSystem(heap, types, mutator, WORDS, true);
    }

    /** The header of records of {@code total} bytes, a multiple of 8 from 24 on. */
    Header header(int total) {
        return headers.computeIfAbsent(total, size -> Header.fresh(
                types.register("Record" + size, size, 8, new int[]{SLOT}, false).id(), size - SLOT, 0, 8));
    }

    /** A new record with nil in its slot. A safepoint. */
    long allocate(Header header) {
        long object = mutator.allocate(header);
        mutator.memory().setWord(object + SLOT, WORDS.nil());
        return object;
    }

    /**
     * A list of records in a new temporary root.
     *
     * @return the number of the root
     */
    int chain(Header header, int count) {
        int head = mutator.keep(WORDS.nil());
        for (int k = 0; k < count; k++) {
            long object = mutator.allocate(header);
            mutator.memory().setWord(object + SLOT, mutator.kept(head));
            mutator.setKept(head, WORDS.reference(object));
        }
        return head;
    }
}
