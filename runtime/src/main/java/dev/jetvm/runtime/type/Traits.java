package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trait objects: an object together with the vtable of its type for a trait. In a place of one word the two stand in a
 * box: the data is a reference that the collector follows, the vtable a number, for vtables are immortal.
 *
 * <p>Clauses: TYPE-12 to TYPE-15.
 */
public final class Traits {
    private final TypeSystem types;
    private final Descriptors descriptors;
    private final Mutator mutator;
    private final ValueModel model;
    private final Memory memory;
    private final List<Vtable> vtables = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();

    private record Key(int type, long trait) {}

    /** @param word refers to the buffer that holds it */
    public record Vtable(int index, int type, Interface trait, long word) {}

    Traits(TypeSystem types, Descriptors descriptors, Mutator mutator, ValueModel model) {
        this.types = types;
        this.descriptors = descriptors;
        this.mutator = mutator;
        this.model = model;
        this.memory = mutator.memory();
    }

    /** The vtable of a type for a trait, made when it is first wanted. @throws PanicException {@code interface} */
    public synchronized Vtable vtable(int type, Interface trait) {
        Key key = new Key(type, trait.id());
        Integer index = known.get(key);
        if (index == null) {
            List<Function> methods = types.findAll(type, trait);
            long drop = descriptors.link(types.descriptor(type), DROP_OFFSET);
            index = vtables.size();
            vtables.add(new Vtable(index, type, trait, descriptors.vtable(types.info(type), drop, methods)));
            known.put(key, index);
        }
        return vtables.get(index);
    }

    /** Puts another function in the place of one in the vtables of a type. */
    synchronized void replace(int type, long before, long after) {
        for (Vtable vtable : vtables) {
            if (vtable.type == type) {
                descriptors.replace(vtable.word, VTABLE_METHODS, vtable.trait.methods().size(), before, after);
            }
        }
    }

    /**
     * The boxed trait object of a value that is kept as a temporary root. A safepoint.
     *
     * @return its address
     * @throws PanicException {@code interface}
     */
    public long make(int kept, Interface trait) {
        Vtable vtable = vtable(types.typeOf(mutator.kept(kept)), trait);
        long box = mutator.allocate(Header.fresh(BuiltinType.TRAIT_OBJECT.id(), TRAIT_PAYLOAD, 0, Long.BYTES));
        memory.setWord(box + TRAIT_DATA, mutator.kept(kept));
        memory.setWord(box + TRAIT_VTABLE, model.toWord(new Value.Int(vtable.index), mutator));
        return box;
    }

    /** The vtable of a boxed trait object. @throws PanicException {@code type} if the object is none */
    public synchronized Vtable vtableOf(long word) {
        if (types.typeOf(word) != BuiltinType.TRAIT_OBJECT.id()) {
            throw new PanicException(PanicCode.TYPE, "a " + types.name(types.typeOf(word)) + " is no trait object");
        }
        long index = memory.word(model.address(word) + TRAIT_VTABLE);
        return vtables.get((int) ((Value.Int) model.toValue(index, mutator)).number());
    }

    /** What a boxed trait object holds. */
    public long data(long word) {
        vtableOf(word);
        return mutator.load(model.address(word) + TRAIT_DATA);
    }

    /** The method of a slot, as the vtable has it. */
    public Function method(long word, int slot) {
        return types.vtableFunction(vtableOf(word).word, slot);
    }

    /** Whether the concrete type of a boxed trait object is this one: the vtable says it. */
    public boolean is(long word, int type) {
        return descriptors.vtableType(vtableOf(word).word) == type;
    }

    /** What a boxed trait object holds, if it is of this type. @throws PanicException {@code cast}, naming both */
    public long cast(long word, int type) {
        if (!is(word, type)) {
            throw new PanicException(PanicCode.CAST, "a %s is no %s".formatted(
                    types.name(descriptors.vtableType(vtableOf(word).word)), types.name(type)));
        }
        return data(word);
    }
}
