package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes descriptors and the tables they refer to into immortal space, for one mutator. The written data become visible
 * to other threads when {@link RegisteredTypes} publishes the type.
 *
 * @spec TYPE-01
 * @spec TYPE-05
 * @spec TYPE-08
 * @spec TYPE-13
 * @spec TYPE-16
 */
@PerMutator
final class DescriptorWriter {
    private final ImmortalAllocator space;
    private final ValueModel model;
    private final Memory memory;
    private final boolean reflection;

    /** @param reflection whether names and fields are available at run time */
    DescriptorWriter(ManagedHeap heap, Mutator mutator, ValueModel model, boolean reflection) {
        this.space = new ImmortalAllocator(heap, mutator);
        this.model = model;
        this.memory = space.memory();
        this.reflection = reflection;
    }

    /**
     * The words of a descriptor that refer to other objects; nil where there is none.
     *
     * @param interfaceCount the number of entries of the interface list
     */
    record Links(long trace, long drop, long methods, int interfaceCount, long interfaces, long info) {}

    /**
     * Returns the hash of a type: the FNV-1a hash of its qualified name in UTF-8.
     *
     * @spec TYPE-05
     */
    static int hash(String name) {
        return Fnv1a.hash(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the word of a value. If the value needs a box, the box is immortal. */
    long constant(Value value) {
        return model.toWord(value, space);
    }

    private long text(String text) {
        return model.toWord(new Value.Text(text.getBytes(StandardCharsets.UTF_8)), space);
    }

    /** Writes a descriptor without a name, because strings need descriptors first (ERR-091). Returns its address. */
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

    /** Writes the object that represents a function. Returns its word. */
    long function(int number, Method method) {
        long name = text(reflection ? method.signature().name() : Reflection.STRIPPED);
        long at = space.allocate(Header.fresh(BuiltinType.FUNCTION.id(), FUNCTION_PAYLOAD, 0, Long.BYTES));
        memory.setInt32(at + FUNCTION_NUMBER, number);
        memory.setInt32(at + FUNCTION_PARAMETERS, method.signature().parameters().size());
        memory.setWord(at + FUNCTION_NAME, name);
        return model.reference(at);
    }

    /** Writes a method table. Returns its word. */
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

    /** Writes the list of interfaces, ascending by id, with their method tables. Returns its word, or nil if empty. */
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

    /** Writes the table of fields in declaration order. Returns its word, or nil without reflection. */
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

    /** Writes the vtable of a type for a trait. Returns its word. */
    long vtable(TypeInfo info, long drop, List<Function> methods) {
        long at = space.table(VTABLE_METHODS + (long) Long.BYTES * methods.size());
        memory.setInt32(at + VTABLE_TYPE, info.id());
        memory.setInt32(at + VTABLE_SIZE, (int) info.size());
        memory.setInt32(at + VTABLE_ALIGN, info.align());
        memory.setWord(at + VTABLE_DROP, drop);
        functions(at + VTABLE_METHODS, methods);
        return word(at);
    }

    private long word(long table) {
        return model.reference(table - HeaderConstants.HEADER_SIZE);
    }
}
