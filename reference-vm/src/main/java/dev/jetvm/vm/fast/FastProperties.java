package dev.jetvm.vm.fast;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.memory.HeaderConstants.TYPE_MAX;
import static dev.jetvm.vm.interp.Classes.CLASS_ID;
import static dev.jetvm.vm.interp.Classes.INSTANCE_OWN;
import static dev.jetvm.vm.interp.Classes.INSTANCE_SHAPE;
import static dev.jetvm.vm.interp.FeedbackVector.FIELD_BITS;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.vm.interp.Classes;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.FeedbackVector;
import dev.jetvm.vm.interp.FeedbackVector.Method;
import dev.jetvm.vm.interp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields and methods of objects for {@link FastLoop}. It searches only the feedback of an instruction, and in it
 * only the two shapes recorded last.
 *
 * @spec IC-07
 * @spec CLS-11
 */
final class FastProperties {
    private static final int INSTANCE = BuiltinType.INSTANCE.id();
    private static final int CLASS = BuiltinType.CLASS.id();

    private final Memory memory;
    private final Classes classes;

    FastProperties(Memory memory, Classes classes) {
        this.memory = memory;
        this.classes = classes;
    }

    /**
     * Returns the address of a field of an object, if the object has one of the two shapes that an instruction recorded
     * last and contains the field itself. A field of a shape does not move, so an entry is never out of date.
     *
     * @param fields as {@link FeedbackVector#fields()}
     * @return an address, or 0
     */
    long field(long word, long[] fields, int at) {
        if (!Values.isTaggedReference(word)) {
            return 0;
        }
        long object = Values.taggedAddress(word);
        long header = memory.word(object);
        if (((int) header & TYPE_MAX) != INSTANCE) {
            return 0;
        }
        int shape = numberAt(object + INSTANCE_SHAPE);
        long both = fields[at];
        int entry = (int) both;
        if (entry >>> FIELD_BITS != shape) {
            entry = (int) (both >>> Integer.SIZE);
            if (entry >>> FIELD_BITS != shape) {
                return 0;
            }
        }
        long offset = INSTANCE_OWN + (long) Long.BYTES * (entry & (1 << FIELD_BITS) - 1);
        return offset < header >>> Integer.SIZE ? object + HEADER_SIZE + offset : 0;
    }

    /** Returns a method of an object that has one of the two shapes that an instruction recorded last, or null. */
    @Nullable
    LinkedFunction method(long word, @Nullable Method[] methods, int at) {
        return method(word, INSTANCE, INSTANCE_SHAPE, methods, at);
    }

    /** Returns a method of a class that is one of the two that an instruction recorded last, or null. */
    @Nullable
    LinkedFunction inherited(long word, @Nullable Method[] methods, int at) {
        return method(word, CLASS, CLASS_ID, methods, at);
    }

    private @Nullable LinkedFunction method(long word, int type, int offset, @Nullable Method[] methods, int at) {
        if (!Values.isTaggedReference(word)) {
            return null;
        }
        long object = Values.taggedAddress(word);
        if (((int) memory.word(object) & TYPE_MAX) != type) {
            return null;
        }
        int shape = numberAt(object + offset);
        Method found = methods[at];
        if (found != null && found.shape() != shape) {
            found = found.next();
        }
        return found != null && found.shape() == shape && found.epoch() == classes.epoch() ? found.target() : null;
    }

    /** Reads a shape with acquire semantics: the fields of the shape have their values. */
    private int numberAt(long address) {
        return (int) (memory.wordAcquire(address) >> Values.RAW_SHIFT);
    }
}
