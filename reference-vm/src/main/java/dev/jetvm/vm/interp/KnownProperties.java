package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.memory.HeaderConstants.TYPE_MAX;
import static dev.jetvm.vm.interp.Classes.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.vm.interp.FastFunction.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What the loop knows of properties without looking anything up: for an instruction the two shapes that it met last. Kept
 * apart from {@link PropertyEntry}, which knows more shapes and more about them, so that the loop needs few loads.
 *
 * <p>Clauses: IC-07, CLS-11.
 */
final class KnownProperties {
    private static final int INSTANCE = BuiltinType.INSTANCE.id();
    private static final int CLASS = BuiltinType.CLASS.id();
    /** Of an entry of {@link FastFunction#fields}: below the shape lies the field. */
    private static final int FIELD_BITS = 10;
    private static final int SHAPES_MAX = (1 << Integer.SIZE - FIELD_BITS) - 1;

    private final Memory memory;
    private final Classes classes;

    KnownProperties(Memory memory, Classes classes) {
        this.memory = memory;
        this.classes = classes;
    }

    /** What {@link #field} takes, or 0 if it does not fit. */
    static int entry(PropertyEntry found) {
        return found.shape() <= SHAPES_MAX && found.field() < 1 << FIELD_BITS
                ? found.shape() << FIELD_BITS | found.field()
                : 0;
    }

    /**
     * Where the field of an object is, if it has one of the two shapes that an instruction met last and the field lies in
     * it. A field of a shape stays where it is, so an entry never goes out of date.
     *
     * @param entries of shape and field; 0 for none
     * @return an address, or 0
     */
    long field(long word, long[] entries, int at) {
        if (at >= entries.length || !Values.isTaggedReference(word)) {
            return 0;
        }
        long object = Values.taggedAddress(word);
        long header = memory.word(object);
        if (((int) header & TYPE_MAX) != INSTANCE) {
            return 0;
        }
        int shape = numberAt(object + INSTANCE_SHAPE);
        long both = entries[at];
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

    /** The method of an object, if it has one of the two shapes that an instruction met last. */
    @Nullable
    Code method(long word, @Nullable Invocation[] entries, int at) {
        return method(word, INSTANCE, INSTANCE_SHAPE, entries, at);
    }

    /** The method of a class, if it is one of the two classes that an instruction met last. */
    @Nullable
    Code inherited(long word, @Nullable Invocation[] entries, int at) {
        return method(word, CLASS, CLASS_ID, entries, at);
    }

    private @Nullable Code method(long word, int type, int offset, @Nullable Invocation[] entries, int at) {
        if (at >= entries.length || !Values.isTaggedReference(word)) {
            return null;
        }
        long object = Values.taggedAddress(word);
        if (((int) memory.word(object) & TYPE_MAX) != type) {
            return null;
        }
        int shape = numberAt(object + offset);
        Invocation entry = entries[at];
        if (entry != null && entry.shape() != shape) {
            entry = entry.other();
        }
        return entry != null && entry.shape() == shape && entry.epoch() == classes.epoch() ? entry.target() : null;
    }

    private int numberAt(long address) {
        return (int) (memory.word(address) >> Values.RAW_SHIFT);
    }
}
