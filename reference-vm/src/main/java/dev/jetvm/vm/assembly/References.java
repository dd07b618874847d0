package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes references to the items of a module: by name if the name is unambiguous, otherwise by index.
 *
 * @spec ASM-02
 * @spec ASM-03
 */
final class References {
    private static final Map<Integer, String> BUILT_IN = Arrays.stream(BuiltinType.values())
            .collect(Collectors.toMap(BuiltinType::id, BuiltinType::title));

    private final Module module;
    private final NameIndex functions;
    private final NameIndex types;

    References(Module module) {
        this.module = module;
        this.functions = new NameIndex("function", "", module.functions().stream().map(FunctionDef::name).toList());
        this.types = new NameIndex("type", "", module.types().stream().map(References::nameOf).toList());
    }

    private static String nameOf(TypeDef type) {
        return switch (type) {
            case TypeDef.Signature _ -> "";
            case TypeDef.Struct struct -> struct.name();
            case TypeDef.Interface declared -> declared.name();
        };
    }

    private static String index(int index) {
        return ValueReader.INDEX + Integer.toString(index);
    }

    String function(int index) {
        String name = module.functions().get(index).name();
        return functions.says(name) ? Literals.name(name) : index(index);
    }

    String type(int index) {
        String name = nameOf(module.types().get(index));
        return types.says(name) ? Literals.name(name) : index(index);
    }

    /** Returns the type reference of a value. */
    String reference(int reference) {
        if (reference == TypeDef.ANY) {
            return ValueReader.ANY;
        }
        return reference < TypeDef.OWN
                ? BUILT_IN.getOrDefault(reference, Integer.toString(reference))
                : ValueReader.TYPE + type(reference - TypeDef.OWN);
    }

    /** Returns the signature with a preceding blank, or an empty string for {@link TypeDef#NONE}. */
    String signature(int index) {
        return index == TypeDef.NONE ? "" : " " + type(index);
    }

    /**
     * Returns the reference to a method of a struct.
     *
     * @param names of all methods of the struct
     */
    static String method(int index, NameIndex names, List<TypeDef.Method> methods) {
        String name = methods.get(index).name();
        return names.says(name) ? Literals.name(name) : index(index);
    }

    String value(Constant constant) {
        return switch (constant) {
            case Constant.Int(long number) -> Long.toString(number);
            case Constant.Float32(int bits) -> NumberText.of(Float.intBitsToFloat(bits)) + "f";
            case Constant.Float64(long bits) -> NumberText.of(Double.longBitsToDouble(bits));
            case Constant.Char(int scalar) -> Literals.quote(Character.toString(scalar), '\'');
            case Constant.Symbol(String text) -> ValueReader.SYMBOL + Literals.name(text);
            case Constant.Text(String text) -> Literals.quote(text, '"');
            case Constant.Function(int index) -> ValueReader.FUNCTION + function(index);
            case Constant.Type(int index) -> ValueReader.TYPE + type(index);
            case Constant.Import(int index) -> ValueReader.IMPORT + imported(module.imports().get(index));
        };
    }

    private static String imported(Module.Import imported) {
        return Literals.name(imported.module()) + "." + Literals.name(imported.name());
    }
}
