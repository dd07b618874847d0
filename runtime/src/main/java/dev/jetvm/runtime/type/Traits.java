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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Trait objects: an object together with the vtable of its type for a trait. In a place of one word the two stand in a
 * box: the data is a reference that the collector follows, the vtable a number, for vtables are immortal.
 *
 * <p>Vtables are made under the lock of the type system, which {@link TypeSystem#replace} holds too, so a new vtable never
 * misses a replacement. They are found without a lock: by the number in a box, which is stored with release and loaded with
 * acquire, or by type and trait.
 *
 * @spec TYPE-12
 * @spec TYPE-13
 * @spec TYPE-14
 * @spec TYPE-15
 */
public final class Traits {
    private static final int FIRST_CAPACITY = 16;

    private final TypeSystem types;
    private final Descriptors descriptors;
    private final ValueModel model;
    private final Memory memory;
    private final PublishedList<Vtable> vtables = new PublishedList<>(FIRST_CAPACITY);
    private final Map<Key, Vtable> known = new ConcurrentHashMap<>();

    private record Key(int type, long trait) {}

    /** @param word refers to the buffer that holds it */
    public record Vtable(int index, int type, Interface trait, long word) {}

    Traits(TypeSystem types, Descriptors descriptors, Memory memory, ValueModel model) {
        this.types = types;
        this.descriptors = descriptors;
        this.model = model;
        this.memory = memory;
    }

    /**
     * The vtable of a type for a trait, made when it is first wanted. A safepoint.
     *
     * @throws PanicException {@code interface} if the type lacks the trait; {@code out-of-memory}
     */
    public Vtable vtable(Mutator mutator, int type, Interface trait) {
        Key key = new Key(type, trait.id());
        Vtable found = known.get(key);
        return found != null ? found : make(mutator, key, trait);
    }

    private Vtable make(Mutator mutator, Key key, Interface trait) {
        mutator.lock(types.lock());
        try {
            @Nullable
            Vtable found = known.get(key);
            if (found == null) {
                List<Function> methods = types.findAll(key.type, trait);
                long drop = descriptors.link(types.descriptor(mutator, key.type), DROP_OFFSET);
                long word = descriptors.writer(mutator).vtable(types.info(key.type), drop, methods);
                found = new Vtable(vtables.size(), key.type, trait, word);
                vtables.add(found);
                known.put(key, found);
            }
            return found;
        } finally {
            types.lock().unlock();
        }
    }

    /** Puts another function in the place of one in the vtables of a type. The lock of the type system is held. */
    void replace(int type, long before, long after) {
        vtables.forEach(vtable -> {
            if (vtable.type == type) {
                descriptors.replace(vtable.word, VTABLE_METHODS, vtable.trait.methods().size(), before, after);
            }
        });
    }

    /**
     * The boxed trait object of a value that is kept as a temporary root. A safepoint.
     *
     * @param kept a temporary root of the mutator
     * @return its address
     * @throws PanicException {@code interface}
     */
    public long make(Mutator mutator, int kept, Interface trait) {
        Vtable vtable = vtable(mutator, types.typeOf(mutator.kept(kept)), trait);
        long box = mutator.allocate(Header.fresh(BuiltinType.TRAIT_OBJECT.id(), TRAIT_PAYLOAD, 0, Long.BYTES));
        memory.setWord(box + TRAIT_DATA, mutator.kept(kept));
        memory.setWordRelease(box + TRAIT_VTABLE, model.toWord(new Value.Int(vtable.index), mutator));
        return box;
    }

    /** The vtable of a boxed trait object. @throws PanicException {@code type} if the object is none */
    public Vtable vtableOf(long word) {
        if (types.typeOf(word) != BuiltinType.TRAIT_OBJECT.id()) {
            throw new PanicException(PanicCode.TYPE, "a " + types.name(types.typeOf(word)) + " is no trait object");
        }
        long index = memory.wordAcquire(model.address(word) + TRAIT_VTABLE);
        return vtables.get((int) ((Value.Int) model.decodeImmediate(index)).number());
    }

    /** What a boxed trait object holds. */
    public long data(long word) {
        vtableOf(word);
        return memory.wordOpaque(model.address(word) + TRAIT_DATA);
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
