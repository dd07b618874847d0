package dev.jetvm.vm.link;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.type.Body;
import dev.jetvm.runtime.type.Method;
import dev.jetvm.runtime.type.Signature;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.TypeDeclaration;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import dev.jetvm.vm.interp.LinkedModule;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Registers the types of a module under the names {@code module.Type}.
 *
 * @spec MOD-03a
 * @spec MOD-03b
 * @spec TYPE-01
 * @spec TYPE-09
 */
@PerMutator
final class TypeMaker {
    private final Vm vm;
    private final Mutator mutator;
    private final LinkedModule linked;
    private final Module module;
    /** The first method that implements each slot. */
    private final Map<Slot, TypeDef.Method> implementations;

    /** @param target index of an interface of the module */
    private record Slot(int target, int slot) {}

    TypeMaker(Vm vm, Mutator mutator, LinkedModule linked) {
        this.vm = vm;
        this.mutator = mutator;
        this.linked = linked;
        this.module = linked.module;
        this.implementations = implementations(module);
    }

    /**
     * Registers the types. The result contains, by type index, an interface, a struct type, or null for a signature.
     */
    List<@Nullable Object> make() {
        List<@Nullable Object> made = new ArrayList<>();
        for (TypeDef type : module.types()) {
            made.add(type instanceof TypeDef.Interface target
                    ? vm.types().definitions().define(0, qualified(target.name()), slots(target, made.size()))
                    : null);
        }
        for (int k = 0; k < made.size(); k++) {
            if (module.types().get(k) instanceof TypeDef.Struct struct) {
                StructType type = vm.types().definitions().define(mutator, declaration(struct));
                made.set(k, type);
                if (struct.drop() != TypeDef.NONE) {
                    vm.setDrop(type.id(), linked.functions.get(struct.drop()));
                }
            }
        }
        return made;
    }

    private String qualified(String name) {
        return module.name() + "." + name;
    }

    private TypeDeclaration declaration(TypeDef.Struct struct) {
        List<Field> fields = struct.fields().stream()
                .map(field -> new Field(field.name(), FieldType.of(field.storage()))).toList();
        Set<String> constants = struct.fields().stream().filter(TypeDef.Field::constant).map(TypeDef.Field::name)
                .collect(Collectors.toSet());
        List<Method> methods = struct.methods().stream().map(method -> new Method(methodSignature(method),
                new Body.Code(linked.functions.get(method.function()).number))).toList();
        List<Implementation> implementations = struct.implementations().stream()
                .sorted(Comparator.comparingInt(TypeDef.Implementation::target))
                .map(each -> new Implementation(
                        qualified(((TypeDef.Interface) module.types().get(each.target())).name()),
                        each.methods().stream().map(k -> struct.methods().get(k).name()).toList()))
                .toList();
        String drop = struct.drop() == TypeDef.NONE ? "" : linked.functions.get(struct.drop()).name;
        return new TypeDeclaration(0, qualified(struct.name()), fields, constants,
                new Representation(struct.c(), struct.packed(), struct.align()), methods, implementations, drop);
    }

    private Signature methodSignature(TypeDef.Method method) {
        return method.signature() != TypeDef.NONE
                ? signature(method.name(), method.signature())
                : new Signature(method.name(), any(module.functions().get(method.function()).arity()));
    }

    private List<Signature> slots(TypeDef.Interface target, int index) {
        List<Signature> slots = new ArrayList<>();
        for (TypeDef.Slot slot : target.slots()) {
            slots.add(slot.signature() != TypeDef.NONE
                    ? signature(slot.name(), slot.signature())
                    : new Signature(slot.name(), implementing(index, slots.size()).parameters()));
        }
        return slots;
    }

    /** Returns the signature of the first method that implements a slot without a signature. */
    private Signature implementing(int target, int slot) {
        TypeDef.Method method = implementations.get(new Slot(target, slot));
        return method == null ? new Signature("", List.of()) : methodSignature(method);
    }

    private static Map<Slot, TypeDef.Method> implementations(Module module) {
        Map<Slot, TypeDef.Method> first = new HashMap<>();
        for (TypeDef type : module.types()) {
            if (type instanceof TypeDef.Struct struct) {
                for (TypeDef.Implementation each : struct.implementations()) {
                    for (int slot = 0; slot < each.methods().size(); slot++) {
                        first.putIfAbsent(new Slot(each.target(), slot),
                                struct.methods().get(each.methods().get(slot)));
                    }
                }
            }
        }
        return first;
    }

    private static List<String> any(int count) {
        return Collections.nCopies(count, Signature.ANY);
    }

    private Signature signature(String name, int type) {
        TypeDef.Signature signature = (TypeDef.Signature) module.types().get(type);
        return new Signature(name, signature.parameters().stream().map(this::typeName).toList());
    }

    private String typeName(int type) {
        if (type == TypeDef.ANY) {
            return Signature.ANY;
        }
        if (type < TypeDef.OWN) {
            return BuiltinType.values()[type - 1].title();
        }
        return switch (module.types().get(type - TypeDef.OWN)) {
            case TypeDef.Struct struct -> qualified(struct.name());
            // Signatures do not express which interfaces a type implements, so any value is accepted.
            case TypeDef.Interface _,TypeDef.Signature _ -> Signature.ANY;
        };
    }
}
