package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.Fnv1a;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes descriptors and the tables they lead to as bytes in immortal space, and reads them.
 *
 * <p>Clauses: TYPE-01, TYPE-05, TYPE-08, TYPE-09, TYPE-13, TYPE-16.
 */
public final class Descriptors {

    private final ImmortalAllocator space;
    private final ValueModel model;
    private final Memory memory;
    private final boolean reflection;

    /** @param reflection whether names and fields are there at run time */
    Descriptors(ImmortalAllocator space, ValueModel model, boolean reflection) {
        this.space = space;
        this.model = model;
        this.memory = space.memory();
        this.reflection = reflection;
    }

    /**
     * What a descriptor refers to, as words; nil where there is nothing.
     *
     * @param interfaceCount entries of the interface list
     */
    record Links(long trace, long drop, long methods, int interfaceCount, long interfaces, long info) {}

    /** The hash of a type: that of its qualified name. Clause: TYPE-05. */
    static int hash(String name) {
        return Fnv1a.hash(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The word of a value that lives as long as the runtime: its box, if it needs one, is immortal. */
    public long constant(Value value) {
        return model.toWord(value, space);
    }

    private long text(String text) {
        return model.toWord(new Value.Text(text.getBytes(StandardCharsets.UTF_8)), space);
    }

    // --- writing ---

    /** A descriptor without a name: strings need descriptors first (ERR-091). Answers its address. */
    long descriptor(TypeInfo info, Links links) {
        int count = info.references().length;
        long payload = TABLE_OFFSET - HeaderConstants.HEADER_SIZE + (long) Integer.BYTES * count;
        long at = space.allocate(Header.fresh(BuiltinType.TYPE_DESCRIPTOR.id(), payload, 0, Long.BYTES));
        memory.setInt32(at + ID_OFFSET, info.id());
        memory.setInt32(at + SIZE_OFFSET, (int) info.size());
        memory.setInt16(at + ALIGN_OFFSET, info.align());
        memory.setInt16(at + REFERENCES_OFFSET, count);
        memory.setInt32(at + HASH_OFFSET, hash(info.name()));
        memory.setWord(at + NAME_OFFSET, model.nil());
        memory.setWord(at + TRACE_OFFSET, links.trace);
        memory.setWord(at + DROP_OFFSET, links.drop);
        memory.setWord(at + METHODS_OFFSET, links.methods);
        memory.setInt32(at + INTERFACE_COUNT_OFFSET, links.interfaceCount);
        memory.setWord(at + INTERFACES_OFFSET, links.interfaces);
        memory.setWord(at + INFO_OFFSET, links.info);
        for (int k = 0; k < count; k++) {
            memory.setInt32(at + TABLE_OFFSET + (long) Integer.BYTES * k, info.references()[k]);
        }
        return at;
    }

    void name(long descriptor, String name) {
        memory.setWord(descriptor + NAME_OFFSET, text(reflection ? name : Reflection.STRIPPED));
    }

    /** The object that stands for a function. Answers its word. */
    long function(int number, Method method) {
        long name = text(reflection ? method.signature().name() : Reflection.STRIPPED);
        long at = space.allocate(Header.fresh(BuiltinType.FUNCTION.id(), FUNCTION_PAYLOAD, 0, Long.BYTES));
        memory.setInt32(at + FUNCTION_NUMBER, number);
        memory.setInt32(at + FUNCTION_PARAMETERS, method.signature().parameters().size());
        memory.setWord(at + FUNCTION_NAME, name);
        return model.reference(at);
    }

    /** A method table. Answers its word. */
    long methodTable(List<Function> functions) {
        long at = space.table(METHODS + (long) Long.BYTES * functions.size());
        memory.setInt32(at + METHOD_COUNT, functions.size());
        functions(at + METHODS, functions);
        return word(at);
    }

    private void functions(long at, List<Function> functions) {
        for (int k = 0; k < functions.size(); k++) {
            memory.setWord(at + (long) Long.BYTES * k, functions.get(k).reference());
        }
    }

    /** A list of interfaces, ascending by id, each with its method table. Answers its word, nil for an empty one. */
    long interfaceList(List<Interface> interfaces, List<Long> tables) {
        if (interfaces.isEmpty()) {
            return model.nil();
        }
        long at = space.table((long) INTERFACE_SIZE * interfaces.size());
        for (int k = 0; k < interfaces.size(); k++) {
            long entry = at + (long) INTERFACE_SIZE * k;
            memory.setInt32(entry + INTERFACE_ID, (int) interfaces.get(k).id());
            memory.setWord(entry + INTERFACE_TABLE, tables.get(k));
        }
        return word(at);
    }

    /** The fields in declaration order. Answers the word of their table, nil if reflection was stripped. */
    long structInfo(TypeDeclaration declaration, StructLayout layout) {
        if (!reflection) {
            return model.nil();
        }
        int count = layout.fields().size();
        long at = space.table(FIELDS + (long) FIELD_SIZE * count);
        memory.setInt32(at + FIELD_COUNT, count);
        for (int k = 0; k < count; k++) {
            Field field = layout.fields().get(k);
            long entry = at + FIELDS + (long) FIELD_SIZE * k;
            memory.setWord(entry + FIELD_NAME, text(field.name()));
            memory.setWord(entry + FIELD_TYPE, text(field.type().name()));
            memory.setInt32(entry + FIELD_OFFSET, layout.offsets().get(k).intValue());
            memory.setInt32(entry + FIELD_FLAGS,
                    declaration.constants().contains(field.name()) ? FLAG_CONST : FLAG_MUTABLE);
        }
        return word(at);
    }

    /** The vtable of a type for a trait. Answers its word. */
    long vtable(TypeInfo info, long drop, List<Function> methods) {
        long at = space.table(VTABLE_METHODS + (long) Long.BYTES * methods.size());
        memory.setInt32(at + VTABLE_TYPE, info.id());
        memory.setInt32(at + VTABLE_SIZE, (int) info.size());
        memory.setInt32(at + VTABLE_ALIGN, info.align());
        memory.setWord(at + VTABLE_DROP, drop);
        functions(at + VTABLE_METHODS, methods);
        return word(at);
    }

    /** Puts another function in the place of one wherever a table has it. */
    void replace(long table, long first, int count, long before, long after) {
        for (int k = 0; k < count; k++) {
            long slot = table(table) + first + (long) Long.BYTES * k;
            if (memory.wordOpaque(slot) == before) {
                memory.setWordRelease(slot, after);
            }
        }
    }

    private long word(long table) {
        return model.reference(table - HeaderConstants.HEADER_SIZE);
    }

    // --- reading ---

    /** Where the bytes of a table begin. */
    private long table(long word) {
        return model.address(word) + HeaderConstants.HEADER_SIZE;
    }

    public long count(long methodTable) {
        return model.isReference(methodTable) ? Integer.toUnsignedLong(memory.int32(table(methodTable))) : 0;
    }

    /** The number of the function in a place of a method table; the place must be below its count. */
    int functionNumber(long methodTable, long index) {
        return number(memory.wordAcquire(table(methodTable) + METHODS + Long.BYTES * index));
    }

    /** The number of the function in a slot of a vtable. */
    int vtableFunction(long vtable, int slot) {
        return number(memory.wordAcquire(table(vtable) + VTABLE_METHODS + (long) Long.BYTES * slot));
    }

    private int number(long function) {
        return memory.int32(model.address(function) + FUNCTION_NUMBER);
    }

    /** The type that a vtable is for. */
    int vtableType(long vtable) {
        return memory.int32(table(vtable) + VTABLE_TYPE);
    }

    /** The method table of an interface, found by bisection; nil if the type lacks it. Clause: TYPE-09. */
    long find(long descriptor, long id) {
        long list = memory.word(descriptor + INTERFACES_OFFSET);
        long low = 0;
        long high = Integer.toUnsignedLong(memory.int32(descriptor + INTERFACE_COUNT_OFFSET)) - 1;
        while (low <= high) {
            long middle = (low + high) / 2;
            long entry = table(list) + INTERFACE_SIZE * middle;
            long found = Integer.toUnsignedLong(memory.int32(entry + INTERFACE_ID));
            if (found == id) {
                return memory.word(entry + INTERFACE_TABLE);
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return model.nil();
    }

    /** The words of a descriptor that lead elsewhere. */
    long link(long descriptor, int offset) {
        return memory.word(descriptor + offset);
    }
}
