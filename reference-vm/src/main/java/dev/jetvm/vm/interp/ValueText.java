package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.runtime.value.SymbolTable;
import dev.jetvm.runtime.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * The text of values, as PRINT writes it. Formatting does not modify a value, but may box a primitive element.
 *
 * @spec ISA-25
 * @spec ERR-276
 * @spec INTERP-11
 */
final class ValueText {
    /** Nesting depth beyond which an object is written as three dots. */
    private static final int DEPTH = 8;

    private final Worker in;
    private final SymbolTable symbols;

    ValueText(Worker in, SymbolTable symbols) {
        this.in = in;
        this.symbols = symbols;
    }

    /** Returns the text of a value. A safepoint if elements must be boxed; the value is kept as a root. */
    String text(long word) {
        int mark = in.mutator.mark();
        try {
            return text(in.mutator.keep(word), 0, new ArrayList<>());
        } finally {
            in.mutator.release(mark);
        }
    }

    /** @param kept temporary root of the value @param around temporary roots of the objects that contain it */
    private String text(int kept, int depth, List<Integer> around) {
        long word = in.mutator.kept(kept);
        int type = in.values.typeOf(word);
        if (type == 0 || type == BuiltinType.STRING.id() || type == BuiltinType.INT.id()
                || type == BuiltinType.FLOAT64.id()) {
            return plain(word, depth > 0);
        }
        if (depth >= DEPTH || around.stream().anyMatch(other -> in.mutator.kept(other) == word)) {
            return "...";
        }
        List<Integer> inside = new ArrayList<>(around);
        inside.add(kept);
        if (type >= BuiltinType.FIRST_PROGRAM_TYPE) {
            return struct(kept, type, depth, inside);
        }
        return switch (BuiltinType.values()[type - 1]) {
            case ARRAY, LIST, SLICE -> elements(kept, depth, inside);
            case MAP -> map(kept, depth, inside);
            case TRAIT_OBJECT -> text(in.mutator.keep(in.traits.traitData(word)), depth, inside);
            default -> named(word, type);
        };
    }

    private String named(long word, int type) {
        return switch (BuiltinType.values()[type - 1]) {
            case FUNCTION -> "<fn " + in.vm.function(in.calls.number(word)).shownName() + ">";
            case CLOSURE -> "<closure " + in.vm.function(in.calls.number(word)).shownName() + ">";
            case NATIVE -> "<native " + in.vm.natives().at(in.calls.number(word)).name() + ">";
            case CLASS -> "<class " + in.classes.info(word).name + ">";
            case INSTANCE -> "<" + in.classes.info(in.instances.classOf(word)).name + " instance>";
            case BOUND_METHOD ->
                "<bound " + in.vm.function(in.calls.number(in.instances.boundMethod(word))).shownName() + ">";
            case WEAK_REF -> "<weak>";
            case TASK -> "<task>";
            case CHANNEL -> "<channel>";
            case CONTINUATION -> "<continuation>";
            default -> "<" + BuiltinType.values()[type - 1].title() + ">";
        };
    }

    private String elements(int kept, int depth, List<Integer> inside) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        long length = in.aggregates.length(in.mutator.kept(kept));
        for (long k = 0; k < length; k++) {
            int mark = in.mutator.mark();
            long element = in.aggregates.get(in.mutator.kept(kept), in.values.ofInt(k));
            list.add(text(in.mutator.keep(element), depth + 1, inside));
            in.mutator.release(mark);
        }
        return list.toString();
    }

    private String map(int kept, int depth, List<Integer> inside) {
        int mark = in.mutator.mark();
        in.aggregates.maps.forEach(in.values.address(in.mutator.kept(kept)), (key, value) -> {
            in.mutator.keep(key);
            in.mutator.keep(value);
        });
        int end = in.mutator.mark();
        StringJoiner list = new StringJoiner(", ", "{", "}");
        for (int k = mark; k < end; k += 2) {
            list.add(text(k, depth + 1, inside) + ": " + text(k + 1, depth + 1, inside));
        }
        in.mutator.release(mark);
        return list.toString();
    }

    private String struct(int kept, int type, int depth, List<Integer> inside) {
        StructType struct = Objects.requireNonNull(in.structs.types().struct(type));
        StringJoiner list = new StringJoiner(", ", struct.name().substring(struct.name().lastIndexOf('.') + 1) + "{",
                "}");
        List<Field> fields = struct.layout().fields();
        for (int k = 0; k < fields.size(); k++) {
            int mark = in.mutator.mark();
            long field = in.structs.get(struct, k, in.mutator.kept(kept));
            list.add(fields.get(k).name() + ": " + text(in.mutator.keep(field), depth + 1, inside));
            in.mutator.release(mark);
        }
        return list.toString();
    }

    private String plain(long word, boolean quoted) {
        return switch (in.values.model.toValue(word, in.mutator)) {
            case Value.Nil _ -> "nil";
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Int(long number) -> Long.toString(number);
            case Value.Float64 number -> NumberText.of(number.number());
            case Value.Float32 number -> NumberText.of(number.number());
            case Value.Char(int scalar) -> quoted ? "'" + Character.toString(scalar) + "'" : Character.toString(scalar);
            case Value.Symbol(long index) -> "#" + Aggregates.decoded(symbols.text(index));
            case Value.Text(byte[] utf8) -> quoted ? "\"" + Aggregates.decoded(utf8) + "\"" : Aggregates.decoded(utf8);
            case Value.Ref _,Value.Float64Ref _ -> throw new IllegalStateException("a reference that is none");
        };
    }
}
