package dev.jetvm.benchmarks;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.FunctionLines;
import dev.jetvm.vm.module.Module.Mapping;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.module.TypeDef;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates valid modules of a given size, which verify and link. */
public final class ModuleGenerator {
    private static final int HIGH = 7_900;
    private static final int SLOTS = 256;
    private static final FunctionDef EMPTY = function("main", 0, 1, 0, List.of(), new Code().add(Opcode.HALT));

    private ModuleGenerator() {}

    /** The contents of a generated module. */
    public enum Shape {
        /** Small functions that call each other, with names, texts, line numbers and exports. */
        FUNCTIONS,
        /** Structs with fields and methods, each with an interface that it implements. */
        TYPES,
        /** One function: a sequence of additions. */
        STRAIGHT,
        /** One function: one jump in every four bytes. */
        JUMPS,
        /** As {@link #JUMPS}, on a stack of 7,900 operands. */
        HIGH_STACK,
        /** One function: 256 slots; each iteration of a loop moves the kinds of the slots by one slot. */
        RISING_KINDS
    }

    /** @param size the size of the module file in bytes, accurate to one item of the shape */
    static Module of(Shape shape, int size) {
        return switch (shape) {
            case FUNCTIONS -> items(ModuleGenerator::functions, size);
            case TYPES -> items(ModuleGenerator::types, size);
            case STRAIGHT, JUMPS, HIGH_STACK, RISING_KINDS -> oneFunction(shape, size);
        };
    }

    /** All items have the same length in the file, so two modules determine the number of items for a size. */
    private static Module items(IntFunction<Module> ofItems, int size) {
        long one = ModuleWriter.write(ofItems.apply(1)).length;
        long each = ModuleWriter.write(ofItems.apply(2)).length - one;
        return ofItems.apply((int) Math.max(1, (size - one) / each));
    }

    /** Returns a name whose length does not depend on the number. */
    private static String name(String kind, int number) {
        return "%s%07d".formatted(kind, number);
    }

    // --- functions ---

    private static Module functions(int count) {
        List<FunctionDef> functions = Stream.concat(Stream.of(EMPTY),
                IntStream.range(0, count).mapToObj(k -> function(k, count))).toList();
        List<Module.Export> exports = IntStream.rangeClosed(1, count).mapToObj(k -> new Module.Export(
                functions.get(k).name(), Module.Kind.FUNCTION, k, "", TypeDef.ANY)).toList();
        List<FunctionLines> lines = IntStream.rangeClosed(1, count).mapToObj(k -> new FunctionLines(k,
                List.of(new Mapping(0, 3 * k, 5), new Mapping(8, 3 * k, 9), new Mapping(12, 3 * k + 1, 5)))).toList();
        return module(List.of(), functions, exports, Optional.of(new Module.Debug(lines, List.of())));
    }

    /** Generates {@code f(n) = n < k ? n : "text" + g(n - k)}, where g is any function of the module. */
    private static FunctionDef function(int number, int count) {
        String callee = name("f", (int) (number * 7_919L % count));
        List<Constant> constants = List.of(new Constant.Int(number),
                new Constant.Text(name("a text of its own ", number)),
                new Constant.Text(callee));
        Code code = new Code().add(Opcode.GET_LOCAL_1).add(Opcode.CONST, 0).add(Opcode.LESS)
                .add(Opcode.JUMP_IF_FALSE, 3).add(Opcode.POP).add(Opcode.GET_LOCAL_1).add(Opcode.RETURN)
                .add(Opcode.POP).add(Opcode.CONST, 1).add(Opcode.GET_GLOBAL, 2).add(Opcode.GET_LOCAL_1)
                .add(Opcode.CONST, 0).add(Opcode.SUBTRACT).add(Opcode.CALL, 1).add(Opcode.ADD).add(Opcode.RETURN);
        return function(name("f", number), 1, 2, 4, constants, code);
    }

    // --- types ---

    private static Module types(int count) {
        FunctionDef method = function("method", 0, 1, 1, List.of(), new Code().add(Opcode.NIL).add(Opcode.RETURN));
        List<TypeDef> types = IntStream.range(0, count).boxed()
                .flatMap(k -> Stream.of(struct(k), new TypeDef.Interface(name("I", k),
                        List.of(new TypeDef.Slot("first", TypeDef.NONE), new TypeDef.Slot("second", TypeDef.NONE)))))
                .toList();
        return module(types, List.of(EMPTY, method), List.of(), Optional.empty());
    }

    private static TypeDef struct(int number) {
        return new TypeDef.Struct(name("S", number), false, false, 0,
                List.of(new TypeDef.Field("next", StorageClass.REF, false),
                        new TypeDef.Field("count", StorageClass.I32, false),
                        new TypeDef.Field("weight", StorageClass.F64, true)),
                List.of(new TypeDef.Method("first", 1, TypeDef.NONE), new TypeDef.Method("second", 1, TypeDef.NONE)),
                List.of(new TypeDef.Implementation(2 * number + 1, List.of(0, 1))), TypeDef.NONE);
    }

    // --- one function ---

    private static Module oneFunction(Shape shape, int size) {
        Code code = new Code();
        int height = shape == Shape.HIGH_STACK ? HIGH : 1;
        if (shape != Shape.STRAIGHT) {
            for (int k = 0; k < height; k++) {
                code.add(Opcode.TRUE);
            }
        }
        int start = code.bytes.size();
        if (shape == Shape.RISING_KINDS) {
            for (int slot = SLOTS - 1; slot > 0; slot--) {
                code.add(Opcode.GET_LOCAL, slot - 1).add(Opcode.SET_LOCAL, slot).add(Opcode.POP);
            }
        }
        while (code.bytes.size() < size) {
            switch (shape) {
                case STRAIGHT -> code.add(Opcode.CONST_1).add(Opcode.CONST_1).add(Opcode.ADD).add(Opcode.POP);
                case JUMPS, HIGH_STACK -> code.add(Opcode.JUMP_IF_FALSE, 1).add(Opcode.NOP);
                default -> code.add(Opcode.NOP);
            }
        }
        if (shape == Shape.RISING_KINDS) {
            code.add(Opcode.LOOP_W, code.bytes.size() + Opcode.LOOP_W.length() - start);
        } else {
            code.add(Opcode.HALT);
        }
        FunctionDef main = function("main", 0, shape == Shape.RISING_KINDS ? SLOTS : 4, height + 2, List.of(), code);
        return module(List.of(), List.of(main), List.of(), Optional.empty());
    }

    // --- parts ---

    private static final class Code {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Code add(Opcode opcode, int... operands) {
            bytes.write(opcode.code());
            for (int k = 0; k < operands.length; k++) {
                for (int shift = 8 * (opcode.operands().get(k).size() - 1); shift >= 0; shift -= 8) {
                    bytes.write(operands[k] >>> shift);
                }
            }
            return this;
        }
    }

    private static FunctionDef function(String name, int arity, int slots, int stack, List<Constant> constants,
            Code code) {
        return new FunctionDef(name, arity, false, slots, stack, 0, TypeDef.NONE, constants, code.bytes.toByteArray());
    }

    private static Module module(List<TypeDef> types, List<FunctionDef> functions, List<Module.Export> exports,
            Optional<Module.Debug> debug) {
        return new Module("m", "", strings(types, functions), types, List.of(), functions, exports, List.of(), 0,
                Optional.empty(), debug, List.of());
    }

    /** Returns every text in the order of first use in the sections, which is the assembler's order (ASM-05). */
    private static List<String> strings(List<TypeDef> types, List<FunctionDef> functions) {
        Set<String> strings = new LinkedHashSet<>(List.of("m"));
        for (TypeDef type : types) {
            switch (type) {
                case TypeDef.Struct struct -> {
                    strings.add(struct.name());
                    struct.fields().forEach(field -> strings.add(field.name()));
                    struct.methods().forEach(method -> strings.add(method.name()));
                }
                case TypeDef.Interface declared -> {
                    strings.add(declared.name());
                    declared.slots().forEach(slot -> strings.add(slot.name()));
                }
                case TypeDef.Signature _ -> throw new IllegalArgumentException("no shape has signatures");
            }
        }
        for (FunctionDef function : functions) {
            strings.add(function.name());
            for (Constant constant : function.constants()) {
                if (constant instanceof Constant.Text(String text)) {
                    strings.add(text);
                }
            }
        }
        return List.copyOf(strings);
    }
}
