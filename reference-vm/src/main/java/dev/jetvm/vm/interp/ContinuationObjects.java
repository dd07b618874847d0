package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import org.jspecify.annotations.Nullable;

/**
 * The objects that represent continuations in a program.
 *
 * <pre>
 * +16  number of the continuation in {@link ObjectTable}, times 8; 0 if it was used
 * +24  its values, an array of references; nil if it was used
 * </pre>
 *
 * The values are an ordinary array: it is traced, and it moves. What the frames refer to is therefore alive exactly as long as the
 * program can resume them.
 *
 * @spec EFF-05
 * @spec EFF-07
 */
@PerMutator
final class ContinuationObjects {
    private static final Header HEADER = Header.fresh(BuiltinType.CONTINUATION.id(), 2 * Long.BYTES, 0, Long.BYTES);
    private static final int NUMBER = HEADER_SIZE;
    private static final int VALUES = HEADER_SIZE + Long.BYTES;

    private final ObjectTable<Continuation> table;
    private final Worker in;
    private final Mutator mutator;

    ContinuationObjects(ObjectTable<Continuation> table, Worker in) {
        this.table = table;
        this.in = in;
        this.mutator = in.mutator;
    }

    /** Allocates the object of a continuation that does not exist yet, with an array of nils. A safepoint. */
    long allocate(int values) {
        int array = mutator
                .keep(in.values.model.reference(in.aggregates.arrays.create(StorageClass.REF, values, values)));
        try {
            long object = mutator.allocate(HEADER);
            mutator.memory().setWord(object + NUMBER, 0);
            mutator.memory().setWord(object + VALUES, mutator.kept(array));
            return in.values.model.reference(object);
        } finally {
            mutator.release(array);
        }
    }

    /** Makes an object represent a continuation. */
    void bind(long word, Continuation continuation) {
        // Who loads the number sees the continuation.
        mutator.memory().setWordRelease(in.values.address(word) + NUMBER,
                (long) table.add(continuation, word) << Values.RAW_SHIFT);
    }

    boolean is(long word) {
        return in.values.is(word, BuiltinType.CONTINUATION);
    }

    /** Returns the continuation that a value represents, or null if it was used, or if the value is a copy. @throws PanicException {@code type} */
    @Nullable
    Continuation find(long word) {
        if (!is(word)) {
            throw new PanicException(PanicCode.TYPE, "the value is no continuation");
        }
        long object = in.values.address(word);
        long at = object + NUMBER;
        while (true) {
            long number = mutator.memory().wordAcquire(at);
            if (number == 0) {
                return null;
            }
            Continuation continuation = table.get((int) (number >> Values.RAW_SHIFT), object);
            // The continuation may have been used meanwhile, and another may have got its number.
            if (mutator.memory().wordAcquire(at) == number) {
                return continuation;
            }
        }
    }

    /** Returns the array of the values of a continuation, for {@link #slot}, until the next safepoint. */
    long values(long word) {
        return in.values.address(mutator.load(in.values.address(word) + VALUES));
    }

    /** Returns the address of a value. */
    long slot(long array, int index) {
        return in.aggregates.arrays.slot(array, index);
    }

    /** Forgets a continuation that was taken, and whose frames are on a stack again. */
    void forget(long word) {
        long object = in.values.address(word);
        int number = in.values.raw(object, NUMBER);
        mutator.memory().setWordRelease(object + NUMBER, 0);
        // A stress mode would collect here; the frames have no stack maps for the present instruction.
        mutator.storeQuietly(object, object + VALUES, in.values.nil);
        table.release(number);
    }
}
