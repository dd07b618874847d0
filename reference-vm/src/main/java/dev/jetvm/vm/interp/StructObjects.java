package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.Structs;
import dev.jetvm.runtime.type.TypeSystem;

/**
 * Operations on structs of declared types, for instructions and natives.
 *
 * @spec ISA-43
 * @spec TYPE-07a
 */
@PerMutator
final class StructObjects {
    private final TypeSystem types;
    private final Structs structs;
    private final Values values;
    private final Mutator mutator;

    StructObjects(TypeSystem types, Values values, Mutator mutator) {
        this.types = types;
        this.structs = new Structs(mutator, values.model);
        this.values = values;
        this.mutator = mutator;
    }

    TypeSystem types() {
        return types;
    }

    /** Creates a struct. A safepoint. @param first index of the first field on the stack */
    long newStruct(StructType type, long[] s, int first) {
        long object = structs.allocate(type);
        int kept = mutator.keep(values.model.reference(object));
        try {
            for (int k = 0; k < type.layout().fields().size(); k++) {
                structs.initialise(values.address(mutator.kept(kept)), place(type, k), s[first + k]);
            }
            return mutator.kept(kept);
        } finally {
            mutator.release(kept);
        }
    }

    private static StructType.FieldPlace place(StructType type, int field) {
        return type.field(type.layout().fields().get(field).name());
    }

    private long require(long word, StructType type) {
        if (values.typeOf(word) != type.id()) {
            throw new PanicException(PanicCode.TYPE,
                    "a %s is no %s".formatted(types.name(types.typeOf(word)), type.name()));
        }
        return values.address(word);
    }

    /** Returns the value of a field. A safepoint if the value must be boxed. */
    long get(StructType type, int field, long word) {
        return structs.get(require(word, type), place(type, field));
    }

    /** Assigns to a field. A safepoint in a stress mode. */
    void set(StructType type, int field, long word, long value) {
        structs.set(require(word, type), place(type, field), value);
    }
}
