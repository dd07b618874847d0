package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.Reflection;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.NumberText;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions of module {@link #MODULE}, which every machine has.
 *
 * <p>Clauses: INTERP-08, ERR-218, ERR-273.
 */
final class Natives {
    static final String MODULE = "jet";
    private static final int DIGITS_MAX = 30;
    private static final Header HEADER = Header.fresh(BuiltinType.NATIVE.id(), Long.BYTES, 0, Long.BYTES);

    private final Vm vm;
    private final Mutator mutator;
    private final List<Native> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Long> words = new LinkedHashMap<>();

    Natives(Vm vm, Mutator mutator) {
        this.vm = vm;
        this.mutator = mutator;
        world();
        numbers();
        memory();
        types();
    }

    private void define(String name, int arity, Native.Body body) {
        numbers.put(name, all.size());
        all.add(new Native(name, arity, body));
    }

    Native at(int number) {
        return all.get(number);
    }

    /** The word of a native, or null if there is none of this name. A safepoint. */
    @Nullable
    Long word(String name) {
        Integer number = numbers.get(name);
        return number == null ? null : words.computeIfAbsent(number, this::object);
    }

    private long object(int number) {
        long object = vm.heap().allocateImmortal(mutator, HEADER);
        mutator.memory().setWord(object + Calls.NUMBER_OFFSET, (long) number << Values.RAW_SHIFT);
        return vm.model().reference(object);
    }

    private static long arg(Interpreter in, int place) {
        return in.stack.words[place];
    }

    private static PanicException type(String message) {
        return new PanicException(PanicCode.TYPE, message);
    }

    private static String text(Interpreter in, long word) {
        return Aggregates.decoded(in.aggregates.strings.text(word));
    }

    private static double number(Interpreter in, long word) {
        if (in.values.isFloat64(word)) {
            return in.values.float64Of(word);
        }
        return in.aggregates.index(word);
    }

    // --- the world ---

    private void world() {
        define("clock", 0, (in, _, _) -> in.values.ofFloat64(System.nanoTime() / 1e9));
        define("write", 1, (in, first, _) -> {
            vm.print(in.text.text(arg(in, first)));
            return in.values.nil;
        });
        define("args", 0, (in, _, _) -> argumentList(in));
        define("frames", 0, (in, _, _) -> in.values.ofInt(in.stack.depth()));
    }

    /** The arguments of the program as a list of strings. A safepoint. */
    long argumentList(Interpreter in) {
        int base = in.mutator.mark();
        try {
            int list = in.mutator.keep(in.values.model.reference(
                    in.aggregates.lists.create(StorageClass.REF, 4)));
            for (String argument : vm.arguments()) {
                int value = in.mutator.keep(in.aggregates.text(argument));
                in.aggregates.lists.push(list, value);
            }
            return in.mutator.kept(list);
        } finally {
            in.mutator.release(base);
        }
    }

    // --- numbers and texts ---

    private void numbers() {
        real("sqrt", Math::sqrt);
        real("floor", Math::floor);
        real("ceil", Math::ceil);
        define("abs", 1, (in, first, _) -> {
            long word = arg(in, first);
            if (in.values.isInt(word)) {
                long number = in.values.intOf(word);
                return in.values.ofInt(number < 0 ? Arithmetic.neg(number) : number);
            }
            return in.values.ofFloat64(Math.abs(number(in, word)));
        });
        define("fixed", 2, (in, first, _) -> in.aggregates.text(
                fixed(number(in, arg(in, first)), in.aggregates.index(arg(in, first + 1)))));
        define("parse_int", 1, (in, first, _) -> parsedInt(in, text(in, arg(in, first))));
        define("parse_float", 1, (in, first, _) -> parsedFloat(in, text(in, arg(in, first))));
        define("hash", 1, (in, first, _) -> in.values.ofInt(
                Integer.toUnsignedLong(in.aggregates.strings.hash(arg(in, first)))));
        define("from_chars", 1, (in, first, _) -> fromChars(in, arg(in, first)));
    }

    private void real(String name, DoubleUnaryOperator function) {
        define(name, 1, (in, first, _) -> in.values.ofFloat64(
                function.applyAsDouble(number(in, arg(in, first)))));
    }

    private static String fixed(double number, long digits) {
        if (digits < 0 || digits > DIGITS_MAX) {
            throw new PanicException(PanicCode.BOUNDS, digits + " digits; 0 to " + DIGITS_MAX + " are possible");
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return NumberText.of(number);
        }
        String text = new BigDecimal(number).setScale((int) digits, RoundingMode.HALF_EVEN).toPlainString();
        return number < 0 && !text.startsWith("-") || number == 0 && 1 / number < 0 ? "-" + text : text;
    }

    private static long parsedInt(Interpreter in, String text) {
        if (!text.matches("-?[0-9]{1,19}")) {
            return in.values.nil;
        }
        try {
            long number = Long.parseLong(text);
            return Arithmetic.isInt(number) ? in.values.ofInt(number) : in.values.nil;
        } catch (NumberFormatException e) {
            return in.values.nil;
        }
    }

    private static long parsedFloat(Interpreter in, String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return in.values.nil;
        }
        return in.values.ofFloat64(Double.parseDouble(text));
    }

    private static long fromChars(Interpreter in, long list) {
        StringBuilder text = new StringBuilder();
        long length = in.aggregates.length(list);
        for (long k = 0; k < length; k++) {
            long element = in.aggregates.get(list, in.values.ofInt(k));
            if (in.values.isReference(element)
                    || !(in.values.model.toValue(element, in.mutator) instanceof Value.Char(int scalar))) {
                throw type("element " + k + " is no char");
            }
            text.appendCodePoint(scalar);
        }
        return in.aggregates.text(text.toString());
    }

    // --- memory ---

    private void memory() {
        define("collect", 1, (in, first, _) -> {
            CollectionKind kind = switch (text(in, arg(in, first))) {
                case "full" -> CollectionKind.FULL;
                case "minor" -> CollectionKind.MINOR;
                default -> throw new PanicException(PanicCode.NATIVE, "a collection is full or minor");
            };
            vm.heap().collect(in.mutator, kind);
            return in.values.nil;
        });
        define("heap_used", 0, (in, _, _) -> in.values.ofInt(used(in)));
        define("weak", 1, (in, first, _) -> weak(in, arg(in, first)));
        define("target", 1, (in, first, _) -> {
            if (!in.values.is(arg(in, first), BuiltinType.WEAK_REF)) {
                throw type("the value is no weak reference");
            }
            return vm.heap().weakReferences().get(in.values.address(arg(in, first)));
        });
        define("finalizer", 4, (in, first, _) -> finalizer(in, first));
        define("drain", 0, (in, _, _) -> {
            vm.awaitFinalizers(in.mutator);
            return in.values.nil;
        });
    }

    private long used(Interpreter in) {
        ManagedHeap heap = vm.heap();
        long[] bytes = new long[1];
        heap.stopped(in.mutator, () -> bytes[0] = heap.usage().bytes());
        return bytes[0];
    }

    private long weak(Interpreter in, long word) {
        if (!in.values.isReference(word)) {
            throw type("only objects have weak references");
        }
        int kept = in.mutator.keep(word);
        try {
            return in.values.model.reference(vm.heap().weakReferences().create(in.mutator, kept));
        } finally {
            in.mutator.release(kept);
        }
    }

    private long finalizer(Interpreter in, int first) {
        if (!in.values.isReference(arg(in, first)) || !in.isCode(arg(in, first + 1))) {
            throw type("an object and a function are wanted");
        }
        long priority = in.aggregates.index(arg(in, first + 2));
        if (priority < 0 || priority > Finalizer.PRIORITY_MAX) {
            throw new PanicException(PanicCode.BOUNDS, "a priority is 0 to 2^32-1");
        }
        try {
            vm.finalizeWith(in.values.address(arg(in, first)), arg(in, first + 1), priority,
                    !in.values.isFalsey(arg(in, first + 3)));
        } catch (RejectException e) {
            throw new PanicException(PanicCode.NATIVE, String.valueOf(e.getMessage()));
        }
        return in.values.nil;
    }

    // --- types ---

    private void types() {
        define("type_of", 1, (in, first, _) -> in.aggregates.text(
                in.records.types().hasReflection()
                        ? in.records.types().name(in.records.types().typeOf(arg(in, first)))
                        : Reflection.STRIPPED));
        define("fields", 1, (in, first, _) -> {
            requireReflection(in);
            return fields(in, arg(in, first));
        });
        define("get_field", 2, (in, first, _) -> {
            requireReflection(in);
            String name = text(in, arg(in, first + 1));
            long object = arg(in, first);
            if (in.values.is(object, BuiltinType.INSTANCE)) {
                return in.objects.field(object, name);
            }
            StructType type = struct(in, object);
            return in.records.get(type, type.field(name).index(), object);
        });
        define("call_method", 3, this::callMethod);
    }

    private static void requireReflection(Interpreter in) {
        if (!in.records.types().hasReflection()) {
            throw new PanicException(PanicCode.NATIVE, Reflection.UNAVAILABLE);
        }
    }

    private static StructType struct(Interpreter in, long object) {
        StructType type = in.values.isReference(object)
                ? in.records.types().struct(in.records.types().typeOf(object))
                : null;
        if (type == null) {
            throw new PanicException(PanicCode.NON_OBJECT, "only instances and structs have fields");
        }
        return type;
    }

    private static long fields(Interpreter in, long object) {
        List<String> names = in.values.is(object, BuiltinType.INSTANCE)
                ? List.of(in.objects.shapeOf(object).names())
                : struct(in, object).layout().fields().stream().map(Field::name).toList();
        int base = in.mutator.mark();
        try {
            int list = in.mutator.keep(in.values.model.reference(
                    in.aggregates.lists.create(StorageClass.REF, 4)));
            for (String name : names) {
                in.aggregates.lists.push(list, in.mutator.keep(in.aggregates.text(name)));
            }
            return in.mutator.kept(list);
        } finally {
            in.mutator.release(base);
        }
    }

    /** The arguments come as a list; receiver and elements take the place of what was given. */
    private long callMethod(Interpreter in, int first, int count) {
        requireReflection(in);
        String name = text(in, arg(in, first + 1));
        long list = arg(in, first + 2);
        long length = in.aggregates.length(list);
        if (length > 2) {
            throw new PanicException(PanicCode.ARITY, "at most 2 arguments can be given, not " + length);
        }
        long[] s = in.stack.words;
        long receiver = s[first];
        long method = method(in, receiver, name);
        int kept = in.mutator.keep(method);
        try {
            for (int k = 0; k < length; k++) {
                long element = in.aggregates.get(s[first + 2], in.values.ofInt(k));
                in.mutator.keep(element);
            }
            s[first - 1] = s[first];
            for (int k = 0; k < length; k++) {
                s[first + k] = in.mutator.kept(kept + 1 + k);
            }
            in.stack.sp = first + (int) length;
            in.calls.callMethod(in.mutator.kept(kept), (int) length);
        } finally {
            in.mutator.release(kept);
        }
        return Native.TRANSFERRED;
    }

    private long method(Interpreter in, long receiver, String name) {
        if (in.values.is(receiver, BuiltinType.INSTANCE)) {
            return in.classes.method(in.objects.classOf(receiver), name);
        }
        StructType type = struct(in, receiver);
        return vm.function(Records.number(in.records.types().method(type, name).orElseThrow(
                () -> new PanicException(PanicCode.PROPERTY, type.name() + " has no method " + name)))).word;
    }
}
