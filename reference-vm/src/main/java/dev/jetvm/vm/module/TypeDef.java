package dev.jetvm.vm.module;

import dev.jetvm.runtime.value.StorageClass;
import java.util.List;

/**
 * A type that a module declares. A type reference is {@link #ANY}, a built-in type id from 1 to 63, or {@link #OWN}
 * plus an index in the module's list.
 *
 * @spec MOD-01a
 * @spec MOD-01b
 * @spec MOD-01c
 * @spec MOD-01d
 * @spec MOD-01e
 * @spec MOD-01f
 * @spec MOD-01g
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-12f
 */
public sealed interface TypeDef {
    int ANY = 0;
    int OWN = 64;
    /** Marks an omitted signature or drop function. */
    int NONE = -1;

    record Signature(List<Integer> parameters, int result) implements TypeDef {}

    /**
     * A struct type.
     *
     * @param align 0 if unspecified
     * @param drop index of a function, or {@link #NONE}
     */
    record Struct(String name, boolean c, boolean packed, int align, List<Field> fields, List<Method> methods,
            List<Implementation> implementations, int drop) implements TypeDef {}

    record Interface(String name, List<Slot> slots) implements TypeDef {}

    record Field(String name, StorageClass storage, boolean constant) {}

    /**
     * A method.
     *
     * @param function index of the function
     * @param signature index of a type, or {@link #NONE}
     */
    record Method(String name, int function, int signature) {}

    /**
     * An implementation of an interface.
     *
     * @param target index of the interface
     * @param methods for each slot, the index in the method list of the struct
     */
    record Implementation(int target, List<Integer> methods) {}

    /**
     * A slot of an interface.
     *
     * @param signature index of a type, or {@link #NONE}
     */
    record Slot(String name, int signature) {}
}
