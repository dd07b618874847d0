package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Arg;
import dev.jetvm.vm.assembly.SourceText.ImportText;
import dev.jetvm.vm.assembly.SourceText.InterfaceText;
import dev.jetvm.vm.assembly.SourceText.Ref;
import dev.jetvm.vm.assembly.SourceText.SignatureText;
import dev.jetvm.vm.assembly.SourceText.StructText;
import dev.jetvm.vm.assembly.SourceText.TypeText;
import dev.jetvm.vm.assembly.SourceText.TypeUse;
import dev.jetvm.vm.assembly.SourceText.Value;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.TypeDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Resolves the references of a text. */
final class Resolver {
    private final SourceText text;
    private final NameIndex functions;
    private final NameIndex types;
    private final Map<List<String>, Integer> imports = new HashMap<>();
    private final Map<List<Object>, Members> members = new HashMap<>();

    Resolver(SourceText text) {
        this.text = text;
        this.functions = new NameIndex("function", String.valueOf(ValueReader.FUNCTION),
                text.functions.stream().map(function -> function.name().text()).toList());
        this.types = new NameIndex("type", String.valueOf(ValueReader.TYPE),
                text.types.stream().map(type -> type.name().text()).toList());
        for (ImportText imported : text.imports) {
            imports.putIfAbsent(List.of(imported.module().text(), imported.name()), imports.size());
        }
    }

    int function(Ref ref) {
        return functions.index(ref);
    }

    int type(Ref ref) {
        return types.index(ref);
    }

    /** Returns the type reference of a value. */
    int type(TypeUse use) {
        return use.own() == null
                ? use.number()
                : TypeDef.OWN + checked(use.own(), "a type of values",
                        type -> !(type instanceof SignatureText));
    }

    /** @param ref null if there is no signature */
    int signature(@Nullable Ref ref) {
        return ref == null ? TypeDef.NONE : checked(ref, "a signature", SignatureText.class::isInstance);
    }

    int interfaceType(Ref ref) {
        return checked(ref, "an interface", InterfaceText.class::isInstance);
    }

    private int checked(Ref ref, String what, Predicate<TypeText> fits) {
        int index = type(ref);
        if (!fits.test(text.types.get(index))) {
            throw new Fault(Code.OPERAND, ref.place(), "this is not " + what);
        }
        return index;
    }

    int upvalues(int function) {
        return text.functions.get(function).upvalues();
    }

    Constant constant(Value value) {
        return switch (value) {
            case Value.Literal(Constant constant) -> constant;
            case Value.OfFunction(Ref ref) -> new Constant.Function(function(ref));
            case Value.OfType(Ref ref) -> new Constant.Type(type(ref));
            case Value.OfImport imported -> new Constant.Import(imported(imported));
        };
    }

    private int imported(Value.OfImport ref) {
        if (ref.index() >= text.imports.size()) {
            throw new Fault(Code.UNKNOWN, ref.place(),
                    "there is no import #" + ref.index() + ": the module has " + text.imports.size());
        }
        if (ref.index() >= 0) {
            return ref.index();
        }
        Integer index = imports.get(List.of(ref.module(), ref.name()));
        if (index == null) {
            throw new Fault(Code.UNKNOWN, ref.place(), "nothing is imported as " + ref.module() + "." + ref.name(),
                    "Write .import \"" + ref.module() + "\" \"" + ref.name() + "\" function, or value.");
        }
        return index;
    }

    /** Returns the index of a named field or method. */
    int member(Arg arg, Operand operand, @Nullable Constant owner) {
        String name = arg.word() == null ? "" : arg.word();
        Members members = members(owner, operand);
        List<String> names = members.names();
        if (names.isEmpty()) {
            throw new Fault(Code.OPERAND, arg.place(), "the type before this has no " + operand.word() + "s to name");
        }
        int index = arg.number() < 0 ? members.places().getOrDefault(name, -1) : (int) arg.number();
        if (index < 0 || index >= names.size()) {
            throw new Fault(Code.UNKNOWN, arg.place(), "no " + operand.word() + " is called " + name,
                    () -> NameIndex.meant(name, names));
        }
        if (!names.get(index).equals(name)) {
            throw new Fault(Code.CONSTANT, arg.place(),
                    operand.word() + " " + index + " is called " + names.get(index) + ", not " + name);
        }
        return index;
    }

    /** The names of a type's members and the index of each. */
    private record Members(List<String> names, Map<String, Integer> places) {
        static Members of(List<String> names) {
            Map<String, Integer> places = new HashMap<>();
            for (int place = 0; place < names.size(); place++) {
                places.putIfAbsent(names.get(place), place);
            }
            return new Members(names, places);
        }
    }

    /** Cached, because many instructions may name members of one type, and the type may have many. */
    private Members members(@Nullable Constant owner, Operand operand) {
        return owner instanceof Constant.Type(int index)
                ? members.computeIfAbsent(List.of(index, operand), _ -> Members.of(names(index, operand)))
                : Members.of(List.of());
    }

    private List<String> names(int index, Operand operand) {
        return switch (text.types.get(index)) {
            case StructText struct when operand == Operand.FIELD ->
                struct.fields().stream().map(field -> field.name().text()).toList();
            case InterfaceText type when operand == Operand.SLOT ->
                type.methods().stream().map(method -> method.name().text()).toList();
            default -> List.of();
        };
    }
}
