package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.ObjectShapes;
import dev.jetvm.runtime.gc.SlotVisitor;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.ArrayElements;
import dev.jetvm.runtime.object.LayoutConstants;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.StringConstants;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The types of a runtime by id. Registration is guarded by the table's own lock; lookup needs no lock.
 *
 * @spec TYPE-02a
 * @spec TYPE-02b
 * @spec TYPE-04
 * @spec HDR-12a
 * @spec HDR-12b
 * @spec ERR-007
 */
public final class TypeTable implements ObjectShapes {
    private static final int FIRST_CAPACITY = 128;

    private final Memory memory;
    private volatile @Nullable TypeInfo[] types = new @Nullable TypeInfo[FIRST_CAPACITY];
    @GuardedBy("this")
    private int next = BuiltinType.FIRST_PROGRAM_TYPE;

    public TypeTable(HeapStore store) {
        this.memory = store.memory();
    }

    /**
     * Registers a type under the next free id.
     *
     * @param size the size of an instance in bytes, header included
     * @param align the alignment of an instance in bytes
     * @param references the offsets in bytes of reference slots from the start of the header, ascending
     * @throws PanicException {@code out-of-memory} if no id is free
     */
    public TypeInfo register(String name, long size, int align, int[] references, boolean acyclic) {
        return register(name, size, align, references, acyclic, "");
    }

    /** Registers a type with a drop function under the next free id. */
    public synchronized TypeInfo register(String name, long size, int align, int[] references, boolean acyclic,
            String drop) {
        while (isKnown(next)) {
            next++;
        }
        if (next > TYPE_MAX) {
            throw new PanicException(PanicCode.OUT_OF_MEMORY, "all 16,777,215 type ids are in use");
        }
        return register(new TypeInfo(next++, name, size, align, references.clone(), acyclic, drop));
    }

    /**
     * Registers a type under its own id.
     *
     * @throws RejectException {@code type-id} if the id is in use or outside the range of program types
     */
    public synchronized TypeInfo register(TypeInfo type) {
        if (type.id() < BuiltinType.FIRST_PROGRAM_TYPE || type.id() > TYPE_MAX || isKnown(type.id())) {
            throw RejectException.invalid("type-id", type.id() + " is no free id of a program's type");
        }
        @Nullable
        TypeInfo[] known = types;
        if (type.id() >= known.length) {
            known = Arrays.copyOf(known, Math.max(known.length * 2, type.id() + 1));
        }
        known[type.id()] = type;
        types = known;
        return type;
    }

    /**
     * Returns a program type by id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public TypeInfo get(int id) {
        @Nullable
        TypeInfo[] known = types;
        TypeInfo type = id < known.length ? known[id] : null;
        if (type == null) {
            throw new IllegalArgumentException("no type has the id " + id);
        }
        return type;
    }

    /** Returns the name of a built-in or registered type. */
    public String name(int id) {
        return id < BuiltinType.FIRST_PROGRAM_TYPE ? BuiltinType.values()[id - 1].title() : get(id).name();
    }

    @Override
    public boolean isKnown(int id) {
        @Nullable
        TypeInfo[] known = types;
        return id >= 1 && id <= BuiltinType.values().length || id < known.length && known[id] != null;
    }

    @Override
    public void trace(long object, SlotVisitor visitor) {
        int type = HeaderWord.type(memory.word(object));
        if (type >= BuiltinType.FIRST_PROGRAM_TYPE) {
            for (int offset : get(type).references()) {
                visitor.slot(object + offset);
            }
        } else if (type == BuiltinType.ARRAY.id()) {
            traceArray(object, visitor);
        } else if (type == BuiltinType.STRING.id()) {
            traceString(object, visitor);
        } else if (type >= BuiltinType.CLASS.id() && type != BuiltinType.NATIVE.id()
                || type == BuiltinType.CLOSURE.id()) {
            traceWords(object, visitor);
        } else if (type == BuiltinType.SLICE.id() || type == BuiltinType.LIST.id() || type == BuiltinType.BOX.id()
                || type == BuiltinType.TRAIT_OBJECT.id()) {
            visitor.slot(object + HEADER_SIZE);
        }
    }

    /** Every word of the payload is a value, or a number that is never mistaken for a reference (ERR-261). */
    private void traceWords(long object, SlotVisitor visitor) {
        long end = object + HEADER_SIZE + HeaderWord.size(memory.word(object));
        for (long slot = object + HEADER_SIZE; slot < end; slot += Long.BYTES) {
            visitor.slot(slot);
        }
    }

    /** Visits the whole capacity. The elements beyond the length are nil. */
    private void traceArray(long object, SlotVisitor visitor) {
        if (ArrayElements.ofFlags(HeaderWord.flags(memory.word(object + META_OFFSET))) == ArrayElements.REF) {
            long capacity = Integer.toUnsignedLong(memory.int32(object + LayoutConstants.ARRAY_CAPACITY_OFFSET));
            for (long k = 0; k < capacity; k++) {
                visitor.slot(object + LayoutConstants.ARRAY_DATA_OFFSET + k * Long.BYTES);
            }
        }
    }

    private void traceString(long object, SlotVisitor visitor) {
        if ((memory.word(object + META_OFFSET) & StringConstants.FLAG_INLINE) == 0) {
            visitor.interior(object + StringConstants.BUFFER_OFFSET, HEADER_SIZE);
        }
    }

    /** Strings, buffers and boxed numbers are acyclic: no reference chain from them leads back to them. */
    @Override
    public boolean isAcyclic(int type) {
        return type >= BuiltinType.FIRST_PROGRAM_TYPE
                ? get(type).acyclic()
                : type == BuiltinType.STRING.id() || type == BuiltinType.BUFFER.id()
                        || type == BuiltinType.FLOAT64.id() || type == BuiltinType.INT.id();
    }
}
