package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.Body;
import dev.jetvm.runtime.type.Function;
import dev.jetvm.runtime.type.InlineCache;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.Traits;
import dev.jetvm.runtime.type.TypeConstants;
import dev.jetvm.runtime.type.TypeSystem;

/**
 * Operations on interfaces and trait objects, for instructions and natives.
 *
 * @spec ISA-45
 * @spec TYPE-10
 * @spec TYPE-11
 * @spec TYPE-12
 * @spec TYPE-13
 * @spec TYPE-14
 * @spec TYPE-15
 */
@PerMutator
final class TraitObjects {
    private final TypeSystem types;
    private final Values values;
    private final Mutator mutator;

    TraitObjects(TypeSystem types, Values values, Mutator mutator) {
        this.types = types;
        this.values = values;
        this.mutator = mutator;
    }

    TypeSystem types() {
        return types;
    }

    /**
     * Returns the number of the function that implements a slot of an interface for a receiver.
     *
     * @throws PanicException {@code interface}
     */
    @SuppressWarnings("unchecked")
    int interfaceMethod(LinkedFunction code, int at, long receiver, Interface target, int slot) {
        int type = types.typeOf(receiver);
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(at);
        InlineCache<Function> cache = feedback.entry(index, InlineCache.class);
        if (cache == null) {
            cache = new InlineCache<>(TypeConstants.ENTRIES_MAX);
            feedback.setEntry(index, cache);
        }
        Function known = cache.find(type);
        if (known == null) {
            known = types.find(type, target, slot);
            cache.add(type, known);
        }
        return number(known);
    }

    static int number(Function function) {
        if (function.method().body() instanceof Body.Code(int number)) {
            return number;
        }
        throw new IllegalStateException(function.name() + " is no function of a module");
    }

    /** Creates a trait object. A safepoint. */
    long newTrait(long value, Interface target) {
        int kept = mutator.keep(value);
        try {
            return values.model.reference(types.traits().make(mutator, kept, target));
        } finally {
            mutator.release(kept);
        }
    }

    int traitMethod(long word, int slot) {
        Traits.Vtable vtable = types.traits().vtableOf(word);
        if (slot >= vtable.trait().methods().size()) {
            throw new PanicException(PanicCode.BOUNDS,
                    "method %d of %s, which has %d".formatted(slot, vtable.trait().name(),
                            vtable.trait().methods().size()));
        }
        return number(types.traits().method(word, slot));
    }

    long traitData(long word) {
        return types.traits().data(word);
    }

    long cast(long word, StructType type) {
        return types.traits().cast(word, type.id());
    }

    /**
     * Returns whether a value is of a struct type or implements an interface. A trait object is tested by the value
     * that it contains.
     */
    boolean isOfType(long word, Object type) {
        long value = values.is(word, BuiltinType.TRAIT_OBJECT) ? traitData(word) : word;
        int id = types.typeOf(value);
        return type instanceof Interface target ? types.implementsIt(id, target) : id == ((StructType) type).id();
    }
}
