package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The type system of a runtime: finds types, descriptors and methods. Its parts define types, create trait objects and
 * cache calls. Ids are never reused, so a stored id never denotes a newer type.
 *
 * <p>Any thread may use it. Types are added and changed under one lock, which may be held across safepoints and is
 * acquired by {@link Mutator#lock}. Lookup needs no lock.
 *
 * @spec TYPE-01
 * @spec TYPE-02a
 * @spec TYPE-02b
 * @spec TYPE-03
 * @spec TYPE-04
 * @spec TYPE-05
 * @spec TYPE-06
 * @spec TYPE-07a
 * @spec TYPE-08
 * @spec TYPE-09
 * @spec TYPE-10
 * @spec TYPE-11
 * @spec TYPE-22
 * @spec TYPE-23
 * @spec TYPE-24
 * @spec TYPE-25
 */
public final class TypeSystem {
    private final TypeTable table;
    private final Memory memory;
    private final ValueModel model;
    private final Descriptors descriptors;
    private final boolean reflection;
    private final ReentrantLock lock = new ReentrantLock();
    private final RegisteredTypes registered = new RegisteredTypes();
    private final Interfaces interfaces = new Interfaces();
    private final Traits traits;
    private final CallCaches caches;
    private final TypeDefinitions definitions;

    /**
     * Creates the type system and registers the built-in types. This is a safepoint.
     *
     * @param mutator the caller's mutator; it is not stored
     * @param reflection whether names and fields are available at run time
     */
    public TypeSystem(ManagedHeap heap, TypeTable table, Mutator mutator, ValueModel model, boolean reflection) {
        this.table = table;
        this.memory = heap.store().memory();
        this.model = model;
        this.reflection = reflection;
        this.descriptors = new Descriptors(heap, model, reflection);
        this.traits = new Traits(this, descriptors, heap.store().memory(), model);
        this.caches = new CallCaches(this);
        this.definitions = new TypeDefinitions(this, table, registered, interfaces);
        DescriptorWriter writer = descriptors.writer(mutator);
        // In two passes, because a name is a string and strings need a descriptor too (ERR-091).
        for (BuiltinType type : BuiltinType.values()) {
            registered.addDescriptor(type.id(), builtin(writer, type));
        }
        for (BuiltinType type : BuiltinType.values()) {
            writer.name(Objects.requireNonNull(registered.descriptor(type.id())), type.title());
        }
    }

    private long builtin(DescriptorWriter writer, BuiltinType type) {
        long nil = model.nil();
        boolean own = BuiltinShapes.hasOwnTrace(type);
        long trace = own ? writer.constant(new Value.Int(type.id())) : nil;
        TypeInfo info = new TypeInfo(type.id(), type.title(), BuiltinShapes.sizeOf(type), Long.BYTES,
                BuiltinShapes.references(type), false, "");
        return writer.descriptor(info, new DescriptorWriter.Links(trace, nil, nil, 0, nil, nil));
    }

    // --- parts ---

    /** Returns the operations that add and change types. */
    public TypeDefinitions definitions() {
        return definitions;
    }

    public Traits traits() {
        return traits;
    }

    public CallCaches caches() {
        return caches;
    }

    public Descriptors descriptors() {
        return descriptors;
    }

    public ValueModel model() {
        return model;
    }

    /** The lock that guards changes of types and vtables. Must be acquired by {@link Mutator#lock}. */
    ReentrantLock lock() {
        return lock;
    }

    /** Whether names and fields are available at run time. */
    public boolean hasReflection() {
        return reflection;
    }

    // --- finding ---

    /**
     * Returns an interface by name.
     *
     * @throws RejectException {@code interface-unknown}
     */
    public Interface interfaceNamed(String name) {
        return interfaces.named(name);
    }

    /**
     * Returns a struct type by name.
     *
     * @throws RejectException {@code type-unknown}
     */
    public StructType struct(String name) {
        return registered.struct(name);
    }

    /** Returns the struct type with an id, or null if the id is not that of a declared struct type. */
    public @Nullable StructType struct(int id) {
        return registered.struct(id);
    }

    /** Returns the ids of all types that have a descriptor, in ascending order. */
    public List<Integer> ids() {
        return registered.ids();
    }

    /**
     * Returns the id of a built-in or struct type by name.
     *
     * @throws RejectException {@code type-unknown}
     */
    public int id(String name) {
        return BuiltinType.ofTitle(name).map(BuiltinType::id).orElseGet(() -> struct(name).id());
    }

    /**
     * Returns the address of a type's descriptor. A type that was registered only in the {@link TypeTable} has no
     * descriptor until this method creates it. This is a safepoint.
     *
     * @throws RejectException {@code type-references} if such a type has more than 65,535 reference fields
     * @throws IllegalArgumentException if no type has the id
     */
    public long descriptor(Mutator mutator, int id) {
        Long known = registered.descriptor(id);
        return known != null ? known : makeDescriptor(mutator, id);
    }

    private long makeDescriptor(Mutator mutator, int id) {
        mutator.lock(lock);
        try {
            Long known = registered.descriptor(id);
            if (known == null) {
                TypeInfo info = table.get(id);
                if (info.references().length > REFERENCES_MAX) {
                    throw RejectException.invalid("type-references",
                            info.name() + " has more than 65,535 reference fields");
                }
                DescriptorWriter writer = descriptors.writer(mutator);
                long nil = model.nil();
                known = writer.descriptor(info, new DescriptorWriter.Links(nil, nil, nil, 0, nil, nil));
                writer.name(known, info.name());
                registered.addDescriptor(id, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    public String name(int id) {
        return table.name(id);
    }

    /**
     * Returns the collector's information about a program type.
     *
     * @throws IllegalArgumentException if there is none
     */
    public TypeInfo info(int id) {
        return table.get(id);
    }

    /**
     * Returns the id of a value's type.
     *
     * @spec TYPE-18
     */
    public int typeOf(long word) {
        if (model.isReference(word)) {
            return HeaderWord.type(memory.word(model.address(word)));
        }
        return switch (model.decodeImmediate(word)) {
            case Value.Int _ -> BuiltinType.INT.id();
            case Value.Bool _ -> BuiltinType.BOOL.id();
            case Value.Nil _ -> BuiltinType.NIL.id();
            case Value.Float32 _ -> BuiltinType.FLOAT32.id();
            case Value.Float64 _ -> BuiltinType.FLOAT64.id();
            case Value.Char _ -> BuiltinType.CHAR.id();
            case Value.Symbol _ -> BuiltinType.SYMBOL.id();
            case Value.Text _ -> BuiltinType.STRING.id();
            case Value.Ref _,Value.Float64Ref _ -> throw new IllegalStateException("a reference that is none");
        };
    }

    // --- methods ---

    /**
     * Returns a method by its index in the method table.
     *
     * @throws PanicException {@code bounds} if out of range
     */
    public Function method(int type, long index) {
        Long descriptor = registered.descriptor(type);
        long methods = descriptor == null ? model.nil() : descriptors.link(descriptor, METHODS_OFFSET);
        if (index < 0 || index >= descriptors.count(methods)) {
            throw new PanicException(PanicCode.BOUNDS, "method %d of %s, which has %d".formatted(index, name(type),
                    descriptors.count(methods)));
        }
        return registered.function(descriptors.functionNumber(methods, index));
    }

    /** Returns a method by name. */
    public Optional<Function> method(StructType type, String name) {
        long methods = descriptors.link(type.descriptor(), METHODS_OFFSET);
        return IntStream.range(0, (int) descriptors.count(methods)).mapToObj(k -> method(type.id(), k))
                .filter(method -> method.name().equals(name)).findFirst();
    }

    /** Returns the method table of a type for an interface, or nil. */
    private long table(int type, Interface target) {
        Long descriptor = registered.descriptor(type);
        return descriptor == null ? model.nil() : descriptors.find(descriptor, target.id());
    }

    /** Whether a type implements an interface. */
    public boolean implementsIt(int type, Interface target) {
        return model.isReference(table(type, target));
    }

    /**
     * Returns the method of a type that implements a slot of an interface.
     *
     * @throws PanicException {@code interface}, naming both, if the type does not implement the interface
     */
    public Function find(int type, Interface target, int slot) {
        long methods = table(type, target);
        if (!model.isReference(methods)) {
            throw lacks(type, target);
        }
        return registered.function(descriptors.functionNumber(methods, slot));
    }

    PanicException lacks(int type, Interface target) {
        return new PanicException(PanicCode.INTERFACE,
                "type %s does not implement %s".formatted(name(type), target.name()));
    }

    /**
     * Returns the methods of a type that implement an interface, in slot order.
     *
     * @throws PanicException {@code interface}
     */
    List<Function> findAll(int type, Interface target) {
        if (!implementsIt(type, target)) {
            throw lacks(type, target);
        }
        return IntStream.range(0, target.methods().size()).mapToObj(slot -> find(type, target, slot)).toList();
    }

    Function vtableFunction(long vtable, int slot) {
        return registered.function(descriptors.vtableFunction(vtable, slot));
    }
}
