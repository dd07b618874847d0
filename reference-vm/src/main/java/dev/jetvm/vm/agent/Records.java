package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.ArrayLayout;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeInfo;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Objects with a number of reference slots followed by a number of plain bytes. Each shape is a type of its own.
 * Thread-safe.
 *
 * @spec HEAP-23
 * @spec HEAP-31
 * @spec HEAP-36
 */
@PerMutator
final class Records {
    private final ManagedHeap heap;
    private final TypeTable types;
    private final Mutator mutator;
    private final ValueModel model;
    private final Memory memory;
    private final Map<Shape, TypeInfo> shapes = new ConcurrentHashMap<>();
    /** The last shape and its type: bulk operations allocate many records of one shape. */
    private volatile @Nullable Known last;
    private final Map<Integer, Shape> byType = new ConcurrentHashMap<>();

    /**
     * The shape of a record.
     *
     * @param slots number of reference slots
     * @param bytes number of plain bytes
     * @param align alignment in bytes
     * @param acyclic whether the type is acyclic
     */
    record Shape(long slots, long bytes, int align, boolean acyclic) {

        long payload() {
            return Long.BYTES * slots + bytes;
        }
    }

    Records(HeapMachine machine) {
        this.heap = machine.heap();
        this.types = machine.types();
        this.mutator = machine.mutator();
        this.model = machine.model();
        this.memory = mutator.memory();
    }

    /**
     * Checks and returns a shape.
     *
     * @throws RejectException {@code payload-limit}, {@code layout-align}
     */
    static Shape shape(long slots, long bytes, long align, boolean acyclic) {
        if (!Header.isAlignment(align)) {
            throw RejectException.invalid("layout-align", align + " is not a power of two from 1 to 32768");
        }
        if (slots < 0 || bytes < 0) {
            throw new BadRequest("slots and bytes are not negative");
        }
        if (slots > SIZE_MAX || bytes > SIZE_MAX || Long.BYTES * slots + bytes > SIZE_MAX) {
            throw RejectException.invalid("payload-limit", "the payload has at most 2^32-1 bytes");
        }
        return new Shape(slots, bytes, (int) align, acyclic);
    }

    private record Known(Shape shape, TypeInfo type) {}

    private TypeInfo type(Shape shape) {
        Known known = last;
        if (known == null || known.shape != shape) {
            known = new Known(shape, registered(shape));
            last = known;
        }
        return known.type;
    }

    private TypeInfo registered(Shape shape) {
        return shapes.computeIfAbsent(shape, wanted -> {
            int[] offsets = IntStream.range(0, Math.toIntExact(wanted.slots))
                    .map(k -> HEADER_SIZE + Long.BYTES * k).toArray();
            TypeInfo type = types.register("Record(%d,%d)".formatted(wanted.slots, wanted.bytes),
                    HEADER_SIZE + wanted.payload(), Math.max(8, wanted.align), offsets, wanted.acyclic);
            byType.put(type.id(), wanted);
            return type;
        });
    }

    /** As {@link #allocate(Mutator, Shape, boolean)}, with the session's own mutator. */
    long allocate(Shape shape, boolean immortal) {
        return allocate(mutator, shape, immortal);
    }

    /**
     * Allocates a record with slots nil and bytes zero. A safepoint.
     *
     * @throws PanicException {@code out-of-memory}
     */
    long allocate(Mutator mutator, Shape shape, boolean immortal) {
        long most = heap.options().maxSize();
        if (most != 0 && shape.payload() > most) {
            // Refused before the shape is registered: creating a list of half a billion offsets takes seconds.
            throw new PanicException(PanicCode.OUT_OF_MEMORY, shape.payload() + " bytes wanted");
        }
        TypeInfo type;
        try {
            type = type(shape);
        } catch (OutOfMemoryError e) {
            // A shape lists the offset of each slot; half a billion offsets exceed the memory of some machines.
            throw new PanicException(PanicCode.OUT_OF_MEMORY, shape.slots + " slots");
        }
        Header header = Header.fresh(type.id(), shape.payload(), 0, type.align());
        long at = immortal ? heap.allocateImmortal(mutator, header) : mutator.allocate(header);
        memory.fill(at + HEADER_SIZE, at + HEADER_SIZE + Long.BYTES * shape.slots, model.nil());
        return at;
    }

    /**
     * Returns the shape of an object.
     *
     * @throws PanicException {@code type} if it is not a record
     */
    Shape shapeOf(long object) {
        Shape shape = byType.get(HeaderWord.type(memory.word(object)));
        if (shape == null) {
            throw new PanicException(PanicCode.TYPE, "the object is no record");
        }
        return shape;
    }

    /**
     * Returns the address of a slot.
     *
     * @throws PanicException {@code bounds}
     */
    long slot(long object, long index) {
        return object + HEADER_SIZE + Long.BYTES * ArrayLayout.checkIndex(shapeOf(object).slots, index);
    }

    /**
     * Returns the address of {@code count} bytes at an offset.
     *
     * @throws PanicException {@code bounds}
     */
    long bytes(long object, long offset, long count) {
        Shape shape = shapeOf(object);
        if (offset < 0 || count < 0 || offset > shape.bytes || count > shape.bytes - offset) {
            throw new PanicException(PanicCode.BOUNDS,
                    "%d bytes at %d of %d".formatted(count, offset, shape.bytes));
        }
        return object + HEADER_SIZE + Long.BYTES * shape.slots + offset;
    }
}
