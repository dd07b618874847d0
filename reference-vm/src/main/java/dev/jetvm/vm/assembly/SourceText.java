package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed text whose names are not resolved yet. Places are offsets in UTF-16 code units. */
final class SourceText {
    @Nullable
    Name name;
    @Nullable
    Name file;
    final List<Name> strings = new ArrayList<>();
    final List<TypeText> types = new ArrayList<>();
    final List<ImportText> imports = new ArrayList<>();
    final List<FunctionText> functions = new ArrayList<>();
    final List<ExportText> exports = new ArrayList<>();
    final List<Ref> inits = new ArrayList<>();
    @Nullable
    Ref entry;
    final List<String> lines = new ArrayList<>();
    final List<CustomText> customs = new ArrayList<>();
    final List<MapEntry> maps = new ArrayList<>();
    /** Whether the text requests the stack maps derived from the code. */
    boolean derived;

    /** A declared name. */
    record Name(int place, String text) {}

    /** A reference to an item: by index if the index is not negative, otherwise by name. */
    record Ref(int place, String name, int index) {
        static final int BY_NAME = -1;
    }

    /** The type of a value: the number of a built-in type, or a type of this module. */
    record TypeUse(int number, @Nullable Ref own) {}

    /** A value in parentheses. */
    sealed interface Value {
        record Literal(Constant constant) implements Value {}

        record OfFunction(Ref function) implements Value {}

        record OfType(Ref type) implements Value {}

        /** @param index the index of the import, or negative if it is given by name */
        record OfImport(int place, String module, String name, int index) implements Value {}
    }

    sealed interface TypeText {
        Name name();
    }

    record SignatureText(Name name, List<TypeUse> parameters, TypeUse result) implements TypeText {}

    record StructText(Name name, boolean c, boolean packed, int align, List<FieldText> fields, List<MethodText> methods,
            List<ImplementsText> implementations, List<Ref> drop) implements TypeText {}

    record InterfaceText(Name name, List<MethodText> methods) implements TypeText {}

    record FieldText(Name name, StorageClass storage, boolean constant) {}

    /** @param function null in an interface */
    record MethodText(Name name, @Nullable Ref function, @Nullable Ref signature) {}

    record ImplementsText(Ref target, List<Ref> methods) {}

    record ImportText(Name module, String name, Module.Kind kind, @Nullable Ref signature, TypeUse type) {}

    record ExportText(Name name, Module.Kind kind, @Nullable Ref function, String global, TypeUse type) {}

    /**
     * An optional number.
     *
     * @param number negative if not given
     */
    record Option(int place, int number) {
        static final Option NONE = new Option(0, -1);

        int or(int other) {
            return number < 0 ? other : number;
        }
    }

    record FunctionText(Name name, int arity, boolean method, Option slots, Option stack, int upvalues,
            @Nullable Ref signature, boolean lines, List<Statement> statements) {}

    sealed interface Statement {
        int place();

        record Label(int place, String name) implements Statement {}

        /** The expected offset of what follows. */
        record Here(int place, long offset) implements Statement {}

        record Code(int place, Opcode opcode, List<Arg> args) implements Statement {}

        record Bytes(int place, byte[] bytes) implements Statement {}

        /** @param offset negative for the offset of the next instruction */
        record Mark(int place, int line, int column, long offset) implements Statement {}

        record Pool(int place, Value value) implements Statement {}
    }

    /**
     * An operand in the text.
     *
     * @param number negative if not given
     * @param value of a constant
     * @param word a label, or the name of a field or method
     * @param target of a jump given by number; negative if not given
     */
    record Arg(int place, long number, @Nullable Value value, @Nullable String word, long target) {
        static Arg number(int place, long number) {
            return new Arg(place, number, null, null, -1);
        }
    }

    record CustomText(String name, ByteArrayOutputStream data) {}

    record MapEntry(long address, int frameSize, List<Integer> offsets) {}
}
