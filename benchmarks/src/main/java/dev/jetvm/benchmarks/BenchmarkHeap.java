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

/** A heap with one mutator, and record types for benchmarks: one reference slot, followed by plain bytes. */
final class BenchmarkHeap {
    /** The JVM option for forked benchmark JVMs, which do not read the manifest of the jar. */
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    static final ValueModel WORDS = ValueModel.TAGGED;
    static final int SLOT = HeaderConstants.HEADER_SIZE;

    final ManagedHeap heap;
    final Mutator mutator;
    private final TypeTable types;
    private final Map<Integer, Header> headers = new HashMap<>();

    /** @param options option values by name; missing options have their default values */
    BenchmarkHeap(Map<String, String> options) {
        heap = new ManagedHeap(HeapOptions.of(options, 1), WORDS, TypeTable::new);
        types = (TypeTable) heap.shapes();
        mutator = heap.attach("benchmark");
    }

    /** Creates a type system for this heap, with the built-in types. */
    TypeSystem types() {
        return new TypeSystem(heap, types, mutator, WORDS, true);
    }

    /** Returns the header of records of {@code total} bytes, a multiple of 8, at least 24. */
    Header header(int total) {
        return headers.computeIfAbsent(total, size -> Header.fresh(
                types.register("Record" + size, size, 8, new int[]{SLOT}, false).id(), size - SLOT, 0, 8));
    }

    /** Allocates a record with nil in its slot. This is a safepoint. */
    long allocate(Header header) {
        long object = mutator.allocate(header);
        mutator.memory().setWord(object + SLOT, WORDS.nil());
        return object;
    }

    /**
     * Allocates a linked list of records and stores its head in a new temporary root. This is a safepoint.
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
