package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The type system of a runtime: registers types, writes their descriptors and looks up methods. Ids are never reused,
 * so a stored id never denotes a newer type.
 *
 * <p>Any thread may use it. Types are added and changed under one lock, which may be held across safepoints and is
 * acquired by {@link Mutator#lock}. Lookup needs no lock: a type is complete before it is added to the concurrent maps.
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
    private static final int FIRST_FUNCTIONS = 64;

    private final TypeTable table;
    private final Memory memory;
    private final ValueModel model;
    private final Descriptors descriptors;
    private final boolean reflection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Long> descriptorOf = new ConcurrentHashMap<>();
    private final Map<Integer, StructType> structs = new ConcurrentHashMap<>();
    private final Map<String, StructType> structsByName = new ConcurrentHashMap<>();
    private final Interfaces interfaces = new Interfaces();
    private final PublishedList<Function> functions = new PublishedList<>(FIRST_FUNCTIONS);
    private final Traits traits;
    private final CallCaches caches;

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
        DescriptorWriter writer = descriptors.writer(mutator);
        // In two passes, because a name is a string and strings need a descriptor too (ERR-091).
        for (BuiltinType type : BuiltinType.values()) {
            descriptorOf.put(type.id(), builtin(writer, type));
        }
        for (BuiltinType type : BuiltinType.values()) {
            writer.name(Objects.requireNonNull(descriptorOf.get(type.id())), type.title());
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

    // --- registration ---

    /**
     * Registers an interface.
     *
     * @param id 1 to 2^32-1, or 0 for the next id above all ids in use
     * @throws RejectException {@code interface-id}, {@code interface-duplicate}, {@code method-duplicate},
     *         {@code method-type}
     */
    public Interface define(long id, String name, List<Signature> methods) {
        methods.forEach(method -> checkTypes(method, name));
        return interfaces.define(id, name, methods);
    }

    private void checkTypes(Signature method, String self) {
        for (String type : method.parameters()) {
            if (!type.equals(Signature.ANY) && !type.equals(self) && !isTypeName(type)) {
                throw RejectException.invalid("method-type", method.name() + " takes a " + type + ", which is no type");
            }
        }
    }

    /** Whether a built-in or a declared type has this name. */
    public boolean isTypeName(String name) {
        return structsByName.containsKey(name) || BuiltinType.ofTitle(name).isPresent();
    }

    /**
     * Registers a struct type. This is a safepoint.
     *
     * @throws RejectException {@code type-name}, {@code type-duplicate}, {@code type-id}, {@code type-references},
     *         {@code method-duplicate}, {@code method-type}, {@code method-body}, {@code interface-unknown},
     *         {@code interface-order}, {@code interface-method}, and those of {@link StructLayout#of}
     */
    public StructType define(Mutator mutator, TypeDeclaration declaration) {
        StructLayout layout = declaration.check();
        mutator.lock(lock);
        try {
            if (isTypeName(declaration.name()) || declaration.name().equals(Signature.ANY)) {
                throw RejectException.invalid("type-duplicate", declaration.name() + " is a type already");
            }
            return register(mutator, declaration, layout);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Binds the name of an existing struct type to a new type with a new id. Objects of the former type keep their
     * type. This is a safepoint.
     *
     * @throws RejectException {@code type-unknown}, and those of {@link #define(Mutator, TypeDeclaration)} except
     *         {@code type-duplicate}
     */
    public StructType redefine(Mutator mutator, TypeDeclaration declaration) {
        struct(declaration.name());
        StructLayout layout = declaration.check();
        mutator.lock(lock);
        try {
            StructType made = register(mutator, declaration, layout);
            caches.invalidate();
            return made;
        } finally {
            lock.unlock();
        }
    }

    private StructType register(Mutator mutator, TypeDeclaration declaration, StructLayout layout) {
        DescriptorWriter writer = descriptors.writer(mutator);
        declaration.methods().forEach(method -> checkTypes(method.signature(), declaration.name()));
        List<Interface> implemented = interfaces.implementedBy(declaration);
        int[] references = IntStream.range(0, layout.fields().size())
                .filter(k -> layout.fields().get(k).type().isReference())
                .map(k -> layout.offsets().get(k).intValue()).sorted().toArray();
        TypeInfo info = info(declaration, layout, references);
        List<Function> methods = declaration.methods().stream().map(method -> function(writer, method)).toList();
        Map<String, Function> byName = methods.stream()
                .collect(Collectors.toMap(Function::name, method -> method, (first, _) -> first));
        List<Long> tables = new ArrayList<>();
        for (Implementation each : declaration.implementations()) {
            tables.add(writer.methodTable(
                    each.methods().stream().map(name -> Objects.requireNonNull(byName.get(name))).toList()));
        }
        long nil = model.nil();
        long drop = declaration.drop().isEmpty() ? nil : drop(writer, declaration.drop()).reference();
        long table = methods.isEmpty() ? nil : writer.methodTable(methods);
        long descriptor = writer.descriptor(info,
                new DescriptorWriter.Links(nil, drop, table, implemented.size(),
                        writer.interfaceList(implemented, tables),
                        writer.structInfo(declaration, layout)));
        writer.name(descriptor, info.name());
        StructType made = StructType.of(info, declaration, layout, descriptor);
        descriptorOf.put(info.id(), descriptor);
        structs.put(info.id(), made);
        structsByName.put(info.name(), made);
        return made;
    }

    private TypeInfo info(TypeDeclaration declaration, StructLayout layout, int[] references) {
        boolean acyclic = references.length == 0;
        int id = declaration.id();
        if (id == 0) {
            return table.register(declaration.name(), layout.size(), layout.align(), references, acyclic,
                    declaration.drop());
        }
        return table.register(new TypeInfo(id, declaration.name(), layout.size(), layout.align(), references, acyclic,
                declaration.drop()));
    }

    private Function function(DescriptorWriter writer, Method method) {
        Function function = new Function(functions.size(), method, writer.function(functions.size(), method));
        functions.add(function);
        return function;
    }

    /**
     * Creates the drop function of a type. Its body is empty, because finalization refers to the destructor by name.
     */
    private Function drop(DescriptorWriter writer, String name) {
        return function(writer, new Method(new Signature(name, List.of()), new Body.Return(Value.Nil.NIL)));
    }

    /**
     * Replaces the body of a method. On return, every table contains the new function and no cache contains the former
     * one. This is a safepoint.
     *
     * @throws RejectException {@code type-unknown}, {@code method-unknown}, {@code method-body}
     */
    public void replace(Mutator mutator, String type, String method, Body body) {
        StructType struct = struct(type);
        mutator.lock(lock);
        try {
            replace(descriptors.writer(mutator), struct, method, body);
        } finally {
            lock.unlock();
        }
        caches.invalidate();
    }

    private void replace(DescriptorWriter writer, StructType struct, String method, Body body) {
        Function before = method(struct, method).orElseThrow(
                () -> RejectException.invalid("method-unknown", struct.name() + " has no method " + method));
        Method changed = new Method(before.method().signature(), body);
        changed.check(struct.layout());
        Function after = function(writer, changed);
        long methods = descriptors.link(struct.descriptor(), METHODS_OFFSET);
        descriptors.replace(methods, METHODS, (int) descriptors.count(methods), before.reference(), after.reference());
        for (Implementation each : struct.declaration().implementations()) {
            long implemented = descriptors.find(struct.descriptor(), interfaceNamed(each.target()).id());
            descriptors.replace(implemented, METHODS, each.methods().size(), before.reference(), after.reference());
        }
        traits.replace(struct.id(), before.reference(), after.reference());
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
        StructType found = structsByName.get(name);
        if (found == null) {
            throw RejectException.invalid("type-unknown", "there is no struct type " + name);
        }
        return found;
    }

    /** Returns the struct type with an id, or null if the id is not that of a declared struct type. */
    public @Nullable StructType struct(int id) {
        return structs.get(id);
    }

    /** Returns the ids of all types that have a descriptor, in ascending order. */
    public List<Integer> ids() {
        return descriptorOf.keySet().stream().sorted().toList();
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
        Long known = descriptorOf.get(id);
        return known != null ? known : makeDescriptor(mutator, id);
    }

    private long makeDescriptor(Mutator mutator, int id) {
        mutator.lock(lock);
        try {
            Long known = descriptorOf.get(id);
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
                descriptorOf.put(id, known);
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

    private Function function(int number) {
        return functions.get(number);
    }

    /**
     * Returns a method by its index in the method table.
     *
     * @throws PanicException {@code bounds} if out of range
     */
    public Function method(int type, long index) {
        Long descriptor = descriptorOf.get(type);
        long methods = descriptor == null ? model.nil() : descriptors.link(descriptor, METHODS_OFFSET);
        if (index < 0 || index >= descriptors.count(methods)) {
            throw new PanicException(PanicCode.BOUNDS, "method %d of %s, which has %d".formatted(index, name(type),
                    descriptors.count(methods)));
        }
        return function(descriptors.functionNumber(methods, index));
    }

    /** Returns a method by name. */
    public Optional<Function> method(StructType type, String name) {
        long methods = descriptors.link(type.descriptor(), METHODS_OFFSET);
        return IntStream.range(0, (int) descriptors.count(methods)).mapToObj(k -> method(type.id(), k))
                .filter(method -> method.name().equals(name)).findFirst();
    }

    /** Returns the method table of a type for an interface, or nil. */
    private long table(int type, Interface target) {
        Long descriptor = descriptorOf.get(type);
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
        return function(descriptors.functionNumber(methods, slot));
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
        return function(descriptors.vtableFunction(vtable, slot));
    }
}
