package dev.jetvm.runtime.type;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.RejectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a type system: descriptors by type id, struct types by id and by name, functions by number.
 *
 * <p>Lookup needs no lock: a type is complete before it is added to the concurrent maps. Additions are made under the
 * lock of the type system.
 *
 * @spec TYPE-02a
 * @spec TYPE-24
 */
final class RegisteredTypes {
    private static final int FIRST_FUNCTIONS = 64;

    private final Map<Integer, Long> descriptors = new ConcurrentHashMap<>();
    private final Map<Integer, StructType> structs = new ConcurrentHashMap<>();
    private final Map<String, StructType> structsByName = new ConcurrentHashMap<>();
    private final PublishedList<Function> functions = new PublishedList<>(FIRST_FUNCTIONS);

    // --- descriptors ---

    void addDescriptor(int id, long descriptor) {
        descriptors.put(id, descriptor);
    }

    /** Returns the address of a type's descriptor, or null if it has none. */
    @Nullable
    Long descriptor(int id) {
        return descriptors.get(id);
    }

    /** Returns the ids of all types that have a descriptor, in ascending order. */
    List<Integer> ids() {
        return descriptors.keySet().stream().sorted().toList();
    }

    // --- struct types ---

    /** Adds a complete struct type, or binds its name to it. */
    void add(StructType type) {
        descriptors.put(type.id(), type.descriptor());
        structs.put(type.id(), type);
        structsByName.put(type.name(), type);
    }

    /** Returns the struct type with an id, or null if the id is not that of a declared struct type. */
    @Nullable
    StructType struct(int id) {
        return structs.get(id);
    }

    /**
     * Returns a struct type by name.
     *
     * @throws RejectException {@code type-unknown}
     */
    StructType struct(String name) {
        StructType found = structsByName.get(name);
        if (found == null) {
            throw RejectException.invalid("type-unknown", "there is no struct type " + name);
        }
        return found;
    }

    /** Returns whether a built-in or a declared type has this name. */
    boolean isTypeName(String name) {
        return structsByName.containsKey(name) || BuiltinType.ofTitle(name).isPresent();
    }

    // --- functions ---

    /** Creates a function with the next number. This is a safepoint. */
    Function addFunction(DescriptorWriter writer, Method method) {
        Function function = new Function(functions.size(), method, writer.function(functions.size(), method));
        functions.add(function);
        return function;
    }

    Function function(int number) {
        return functions.get(number);
    }
}
