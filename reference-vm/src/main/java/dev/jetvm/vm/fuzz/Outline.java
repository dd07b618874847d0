package dev.jetvm.vm.fuzz;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The parts of a generated module other than code: function headers, types, imports, texts. */
final class Outline {
    /** Indices of the interface and the struct types. */
    static final int INTERFACE = 0;
    static final int TYPES = 3;
    /** Number of methods of the interface. */
    static final int SLOTS = 2;
    private static final int PAIR = 1;
    private static final int EMPTY = 2;
    private static final List<String> TEXTS = List.of("", "a", "b", "init", "m", "n", "x", "main", "é😀",
            "a text of some length, so that it is no short one");
    private static final List<String> NAMES = List.of("fuzz", "jet", "Shape", "Pair", "Empty", "y", "collect",
            "type_of",
            "weak", "target", "hash", "from_chars", "fixed", "parse_int", "main", "f1", "f2", "f3", "f4", "f5");
    private static final List<String> NATIVES = NAMES.subList(6, 14);

    /** @param index index of the function in the module */
    record Plan(int index, String name, int arity, int slots, int upvalues) {}

    private final List<Plan> plans = new ArrayList<>();
    private final TypeDef.Struct pair;
    private final TypeDef.Struct empty = new TypeDef.Struct("Empty", false, false, 0, List.of(), List.of(), List.of(),
            TypeDef.NONE);

    Outline(SplittableRandom random) {
        plans.add(new Plan(0, "main", 0, 1 + random.nextInt(5), 0));
        // f1 and f2 can be methods: they have no upvalues, and their arity does not include the receiver.
        plans.add(new Plan(1, "f1", 0, 1 + random.nextInt(4), 0));
        plans.add(new Plan(2, "f2", 1, 2 + random.nextInt(4), 0));
        for (int k = 3; k < 6; k++) {
            int arity = random.nextInt(3);
            plans.add(new Plan(k, "f" + k, arity, arity + 1 + random.nextInt(4), random.nextInt(3)));
        }
        List<TypeDef.Field> fields = List.of(new TypeDef.Field("a", StorageClass.REF, false),
                new TypeDef.Field("b", random.nextBoolean() ? StorageClass.I32 : StorageClass.REF, false),
                new TypeDef.Field("y", StorageClass.F64, random.nextBoolean()));
        this.pair = new TypeDef.Struct("Pair", random.nextBoolean(), false, 0, fields,
                List.of(new TypeDef.Method("m", 1, TypeDef.NONE), new TypeDef.Method("n", 2, TypeDef.NONE)),
                List.of(new TypeDef.Implementation(INTERFACE, List.of(0, 1))), TypeDef.NONE);
    }

    List<Plan> plans() {
        return plans;
    }

    int imports() {
        return NATIVES.size();
    }

    /** Returns a function without upvalues. */
    Plan plain(SplittableRandom random) {
        List<Plan> plain = plans.stream().filter(plan -> plan.upvalues() == 0).toList();
        return plain.get(random.nextInt(plain.size()));
    }

    /** Returns a function for a closure, other than the one that creates it unless that is the first. */
    Plan any(SplittableRandom random, Plan maker) {
        Plan plan = plans.get(random.nextInt(plans.size()));
        return plan.equals(maker) ? plans.getFirst() : plan;
    }

    TypeDef.Struct struct(SplittableRandom random, boolean withFields) {
        return withFields || random.nextInt(4) > 0 ? pair : empty;
    }

    int indexOf(TypeDef.Struct struct) {
        return struct.equals(pair) ? PAIR : EMPTY;
    }

    String text(SplittableRandom random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    Module module(List<FunctionDef> functions) {
        List<String> strings = new ArrayList<>(NAMES);
        TEXTS.stream().filter(text -> !NAMES.contains(text)).forEach(strings::add);
        TypeDef shape = new TypeDef.Interface("Shape",
                List.of(new TypeDef.Slot("m", TypeDef.NONE), new TypeDef.Slot("n", TypeDef.NONE)));
        List<Module.Import> imports = NATIVES.stream()
                .map(name -> new Module.Import("jet", name, Module.Kind.FUNCTION, TypeDef.NONE)).toList();
        return new Module("fuzz", "", strings, List.of(shape, pair, empty), imports, functions, List.of(), List.of(), 0,
                Optional.empty(), Optional.empty(), List.of());
    }
}
