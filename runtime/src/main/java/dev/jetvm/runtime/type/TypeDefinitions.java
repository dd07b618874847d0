package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import dev.jetvm.runtime.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds interfaces and struct types to a type system and changes their methods.
 *
 * <p>Any thread may use it. Types are added and changed under the lock of the type system, which may be held across
 * safepoints and is acquired by {@link Mutator#lock}.
 *
 * @spec TYPE-02a
 * @spec TYPE-02b
 * @spec TYPE-04
 * @spec TYPE-23
 * @spec TYPE-24
 * @spec IC-09
 */
public final class TypeDefinitions {
    private final TypeSystem types;
    private final TypeTable table;
    private final RegisteredTypes registered;
    private final Interfaces interfaces;
    private final Descriptors descriptors;

    TypeDefinitions(TypeSystem types, TypeTable table, RegisteredTypes registered, Interfaces interfaces) {
        this.types = types;
        this.table = table;
        this.registered = registered;
        this.interfaces = interfaces;
        this.descriptors = types.descriptors();
    }

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
            if (!type.equals(Signature.ANY) && !type.equals(self) && !registered.isTypeName(type)) {
                throw RejectException.invalid("method-type", method.name() + " takes a " + type + ", which is no type");
            }
        }
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
        mutator.lock(types.lock());
        try {
            if (registered.isTypeName(declaration.name()) || declaration.name().equals(Signature.ANY)) {
                throw RejectException.invalid("type-duplicate", declaration.name() + " is a type already");
            }
            return register(mutator, declaration, layout);
        } finally {
            types.lock().unlock();
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
        registered.struct(declaration.name());
        StructLayout layout = declaration.check();
        mutator.lock(types.lock());
        try {
            StructType made = register(mutator, declaration, layout);
            types.caches().invalidate();
            return made;
        } finally {
            types.lock().unlock();
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
        List<Function> methods = declaration.methods().stream().map(method -> registered.addFunction(writer, method))
                .toList();
        Map<String, Function> byName = methods.stream()
                .collect(Collectors.toMap(Function::name, method -> method, (first, _) -> first));
        List<Long> tables = new ArrayList<>();
        for (Implementation each : declaration.implementations()) {
            tables.add(writer.methodTable(
                    each.methods().stream().map(name -> Objects.requireNonNull(byName.get(name))).toList()));
        }
        long nil = types.model().nil();
        long drop = declaration.drop().isEmpty() ? nil : drop(writer, declaration.drop()).reference();
        long table = methods.isEmpty() ? nil : writer.methodTable(methods);
        long descriptor = writer.descriptor(info,
                new DescriptorWriter.Links(nil, drop, table, implemented.size(),
                        writer.interfaceList(implemented, tables),
                        writer.structInfo(declaration, layout)));
        writer.name(descriptor, info.name());
        StructType made = StructType.of(info, declaration, layout, descriptor);
        registered.add(made);
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

    /**
     * Creates the drop function of a type. Its body is empty, because finalization refers to the destructor by name.
     */
    private Function drop(DescriptorWriter writer, String name) {
        return registered.addFunction(writer,
                new Method(new Signature(name, List.of()), new Body.Return(Value.Nil.NIL)));
    }

    /**
     * Replaces the body of a method. On return, every table contains the new function and no cache contains the former
     * one. This is a safepoint.
     *
     * @throws RejectException {@code type-unknown}, {@code method-unknown}, {@code method-body}
     */
    public void replace(Mutator mutator, String type, String method, Body body) {
        StructType struct = registered.struct(type);
        mutator.lock(types.lock());
        try {
            replace(descriptors.writer(mutator), struct, method, body);
        } finally {
            types.lock().unlock();
        }
        types.caches().invalidate();
    }

    private void replace(DescriptorWriter writer, StructType struct, String method, Body body) {
        Function before = types.method(struct, method).orElseThrow(
                () -> RejectException.invalid("method-unknown", struct.name() + " has no method " + method));
        Method changed = new Method(before.method().signature(), body);
        changed.check(struct.layout());
        Function after = registered.addFunction(writer, changed);
        long methods = descriptors.link(struct.descriptor(), METHODS_OFFSET);
        descriptors.replace(methods, METHODS, (int) descriptors.count(methods), before.reference(), after.reference());
        for (Implementation each : struct.declaration().implementations()) {
            long implemented = descriptors.find(struct.descriptor(), interfaces.named(each.target()).id());
            descriptors.replace(implemented, METHODS, each.methods().size(), before.reference(), after.reference());
        }
        types.traits().replace(struct.id(), before.reference(), after.reference());
    }
}
