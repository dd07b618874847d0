package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.StructType.FieldPlace;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueModel;

/**
 * Creates, reads and writes objects of struct types, independently of their layout.
 *
 * @spec STRUCT-12
 * @spec TYPE-03
 * @spec TYPE-17
 */
@PerMutator
public final class Structs {
    private final Mutator mutator;
    private final Memory memory;
    private final ValueModel model;

    public Structs(Mutator mutator, ValueModel model) {
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.model = model;
    }

    /**
     * Allocates an object whose references are nil and whose other fields are zero. This is a safepoint.
     *
     * @return the address of the object
     */
    public long allocate(StructType type) {
        long object = mutator.allocate(Header.fresh(type.id(), type.layout().allocated() - HEADER_SIZE, 0,
                type.layout().align()));
        for (int offset : type.info().references()) {
            memory.setWord(object + offset, model.nil());
        }
        return object;
    }

    private static StorageClass storage(FieldPlace place) {
        return place.field().type().storage().orElseThrow(() -> new PanicException(PanicCode.TYPE,
                "the field " + place.field().name() + " holds no single value"));
    }

    /**
     * Returns the word of a field. This is a safepoint if the value needs a box.
     *
     * @throws PanicException {@code type} if the field does not hold a single value
     */
    public long get(long object, FieldPlace place) {
        StorageClass storage = storage(place);
        long at = object + place.offset();
        if (storage == StorageClass.REF) {
            return mutator.load(at);
        }
        byte[] bytes = memory.bytes(at, storage.size());
        return model.toWord(storage.load(LittleEndian.unsigned(bytes, 0, storage.size())), mutator);
    }

    /**
     * Stores a word in a field. This is a safepoint only where {@link Mutator#store} is one.
     *
     * @throws PanicException {@code read-only} for a const field, {@code type} if the field does not hold a single
     *         value, and those of {@link StorageClass#store}
     */
    public void set(long object, FieldPlace place, long word) {
        if (place.constant()) {
            throw new PanicException(PanicCode.READ_ONLY, "the field " + place.field().name() + " is const");
        }
        initialise(object, place, word);
    }

    /** Stores the initial value of a field, which may be const. */
    public void initialise(long object, FieldPlace place, long word) {
        StorageClass storage = storage(place);
        long at = object + place.offset();
        if (storage == StorageClass.REF) {
            mutator.store(object, at, word);
            return;
        }
        byte[] bytes = new byte[storage.size()];
        LittleEndian.setUnsigned(bytes, 0, storage.size(), storage.store(model.toValue(word, mutator)));
        memory.setBytes(at, bytes);
    }
}
