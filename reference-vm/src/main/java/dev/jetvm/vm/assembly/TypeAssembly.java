package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.ImplementsText;
import dev.jetvm.vm.assembly.SourceText.InterfaceText;
import dev.jetvm.vm.assembly.SourceText.MethodText;
import dev.jetvm.vm.assembly.SourceText.SignatureText;
import dev.jetvm.vm.assembly.SourceText.StructText;
import dev.jetvm.vm.assembly.SourceText.TypeText;
import dev.jetvm.vm.module.TypeDef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The second phase for types: resolves the names that they use. */
final class TypeAssembly {
    private final Resolver resolver;
    private final Set<String> names = new HashSet<>();

    TypeAssembly(Resolver resolver) {
        this.resolver = resolver;
    }

    TypeDef type(TypeText type) {
        boolean unnamed = type instanceof SignatureText && type.name().text().isEmpty();
        if (!unnamed && !names.add(type.name().text())) {
            throw new Fault(Code.DUPLICATE, type.name().place(),
                    "another type of the module is called " + Literals.name(type.name().text()));
        }
        return switch (type) {
            case SignatureText signature ->
                new TypeDef.Signature(signature.parameters().stream().map(resolver::type).toList(),
                        resolver.type(signature.result()));
            case StructText struct -> struct(struct);
            case InterfaceText declared -> new TypeDef.Interface(declared.name().text(), declared.methods().stream()
                    .map(method -> new TypeDef.Slot(method.name().text(), resolver.signature(method.signature())))
                    .toList());
        };
    }

    private TypeDef struct(StructText struct) {
        List<TypeDef.Field> fields = struct.fields().stream()
                .map(field -> new TypeDef.Field(field.name().text(), field.storage(), field.constant())).toList();
        List<String> called = struct.methods().stream().map(method -> method.name().text()).toList();
        NameIndex methods = new NameIndex("method of the struct", "", called);
        return new TypeDef.Struct(struct.name().text(), struct.c(), struct.packed(), struct.align(), fields,
                struct.methods().stream().map(this::method).toList(),
                struct.implementations().stream().map(implementation -> implementation(implementation, methods))
                        .toList(),
                struct.drop().isEmpty() ? TypeDef.NONE : resolver.function(struct.drop().getFirst()));
    }

    private TypeDef.Method method(MethodText method) {
        if (method.function() == null) {
            throw new IllegalStateException("a method of a struct has a function");
        }
        return new TypeDef.Method(method.name().text(), resolver.function(method.function()),
                resolver.signature(method.signature()));
    }

    private TypeDef.Implementation implementation(ImplementsText implementation, NameIndex methods) {
        return new TypeDef.Implementation(resolver.interfaceType(implementation.target()),
                implementation.methods().stream().map(methods::index).toList());
    }
}
