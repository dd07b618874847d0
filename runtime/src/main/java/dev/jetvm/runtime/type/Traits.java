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
 * Trait objects and their vtables. A trait object pairs an object with the vtable of its type for a trait. In a
 * location of one word, the pair is stored in a box: the data is a reference that the collector follows, and the
 * vtable is a number, because vtables are immortal.
 *
 * <p>Vtables are created under the lock of the type system, which {@link TypeDefinitions#replace} holds too, so a new vtable
 * never misses a replacement. Lookup needs no lock: a vtable is found by the number in a box, which is stored with
 * release and loaded with acquire, or by type and trait.
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

    /**
     * A vtable.
     *
     * @param index the number in boxed trait objects
     * @param type the id of the concrete type
     * @param word a reference to the buffer that holds the vtable
     */
    public record Vtable(int index, int type, Interface trait, long word) {}

    Traits(TypeSystem types, Descriptors descriptors, Memory memory, ValueModel model) {
        this.types = types;
        this.descriptors = descriptors;
        this.model = model;
        this.memory = memory;
    }

    /**
     * Returns the vtable of a type for a trait, and creates it at the first request. This is a safepoint.
     *
     * @throws PanicException {@code interface} if the type does not implement the trait; {@code out-of-memory}
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

    /** Replaces a function in all vtables of a type. The caller must hold the lock of the type system. */
    void replace(int type, long before, long after) {
        vtables.forEach(vtable -> {
            if (vtable.type == type) {
                descriptors.replace(vtable.word, VTABLE_METHODS, vtable.trait.methods().size(), before, after);
            }
        });
    }

    /**
     * Creates a boxed trait object for the value in a temporary root. This is a safepoint.
     *
     * @param kept the temporary root of the mutator
     * @return the address of the box
     * @throws PanicException {@code interface} if the value's type does not implement the trait; {@code out-of-memory}
     */
    public long make(Mutator mutator, int kept, Interface trait) {
        Vtable vtable = vtable(mutator, types.typeOf(mutator.kept(kept)), trait);
        long box = mutator.allocate(Header.fresh(BuiltinType.TRAIT_OBJECT.id(), TRAIT_PAYLOAD, 0, Long.BYTES));
        memory.setWord(box + TRAIT_DATA, mutator.kept(kept));
        memory.setWordRelease(box + TRAIT_VTABLE, model.toWord(new Value.Int(vtable.index), mutator));
        return box;
    }

    /**
     * Returns the vtable of a boxed trait object.
     *
     * @throws PanicException {@code type} if the word is none
     */
    public Vtable vtableOf(long word) {
        if (types.typeOf(word) != BuiltinType.TRAIT_OBJECT.id()) {
            throw new PanicException(PanicCode.TYPE, "a " + types.name(types.typeOf(word)) + " is no trait object");
        }
        long index = memory.wordAcquire(model.address(word) + TRAIT_VTABLE);
        return vtables.get((int) ((Value.Int) model.decodeImmediate(index)).number());
    }

    /**
     * Returns the word of the object in a boxed trait object.
     *
     * @throws PanicException {@code type} if the word is none
     */
    public long data(long word) {
        vtableOf(word);
        return memory.wordOpaque(model.address(word) + TRAIT_DATA);
    }

    /** Returns the method in a slot of a trait object's vtable. */
    public Function method(long word, int slot) {
        return types.vtableFunction(vtableOf(word).word, slot);
    }

    /** Whether the concrete type of a boxed trait object, as recorded in its vtable, is the given type. */
    public boolean is(long word, int type) {
        return descriptors.vtableType(vtableOf(word).word) == type;
    }

    /**
     * Returns the word of the object in a boxed trait object whose concrete type is the given one.
     *
     * @throws PanicException {@code cast}, naming both types, if the concrete type is another one
     */
    public long cast(long word, int type) {
        if (!is(word, type)) {
            throw new PanicException(PanicCode.CAST, "a %s is no %s".formatted(
                    types.name(descriptors.vtableType(vtableOf(word).word)), types.name(type)));
        }
        return data(word);
    }
}
