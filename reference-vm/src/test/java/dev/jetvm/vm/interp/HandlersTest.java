package dev.jetvm.vm.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.vm.isa.Family;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The handlers of the plain engine against the table of instructions. */
class HandlersTest {
    /** The compiler of the JVM leaves methods of more than 8,000 bytes alone. */
    private static final int LONGEST = 7_500;

    private static final Map<Family, Class<?>> CLASSES = new EnumMap<>(Map.ofEntries(
            Map.entry(Family.STACK, StackOps.class), Map.entry(Family.CONSTANTS, ConstantOps.class),
            Map.entry(Family.VARIABLES, VariableOps.class), Map.entry(Family.ARITHMETIC, ArithmeticOps.class),
            Map.entry(Family.COMPARISON, ComparisonOps.class), Map.entry(Family.LOGIC, LogicOps.class),
            Map.entry(Family.JUMPS, JumpOps.class), Map.entry(Family.CALLS, CallOps.class),
            Map.entry(Family.CLOSURES, ClosureOps.class), Map.entry(Family.AGGREGATES, AggregateOps.class),
            Map.entry(Family.STRUCTS, StructOps.class), Map.entry(Family.CLASSES, ClassOps.class),
            Map.entry(Family.TRAITS, TraitOps.class), Map.entry(Family.UNWINDING, UnwindingOps.class),
            Map.entry(Family.TASKS, TaskOps.class), Map.entry(Family.CANCELLATION, CancellationOps.class),
            Map.entry(Family.SCOPES, ScopeOps.class), Map.entry(Family.CHANNELS, ChannelOps.class),
            Map.entry(Family.SELECT, SelectOps.class), Map.entry(Family.EFFECTS, EffectOps.class),
            Map.entry(Family.DEBUGGING, DebuggingOps.class),
            Map.entry(Family.SHORT, ShortOps.class)));

    @Test
    void everyInstructionWithoutAFeatureHasOneHandlerInTheClassOfItsFamily() throws ReflectiveOperationException {
        Map<Family, Set<Opcode>> handled = new EnumMap<>(Family.class);
        Map<Family, Set<Opcode>> expected = new EnumMap<>(Family.class);
        for (Map.Entry<Family, Class<?>> family : CLASSES.entrySet()) {
            handled.put(family.getKey(), handled(family.getValue()));
        }
        for (Opcode opcode : Opcode.values()) {
            if (opcode.feature() == null) {
                expected.computeIfAbsent(opcode.family(), _ -> EnumSet.noneOf(Opcode.class)).add(opcode);
            }
        }

        assertThat(handled).isEqualTo(expected);
    }

    @Test
    void everyDispatchIsShortEnoughToBeCompiled() throws IOException {
        assertThat(length(method(PlainEngine.class, "step"))).isLessThan(LONGEST);
        for (Class<?> family : CLASSES.values()) {
            assertThat(length(method(family, "execute"))).as(family.getSimpleName()).isLessThan(LONGEST);
        }
    }

    /** So a handler may read an operand where another instruction of its family has it; traits state each place, and nothing reads a cache. */
    @Test
    void theInstructionsOfAFamilyHaveOperandsOfOneKindInOnePlace() {
        Map<String, OperandPlace> places = new HashMap<>();
        for (Opcode opcode : Opcode.values()) {
            for (Operand operand : opcode.operands()) {
                if (opcode.family() != Family.TRAITS && operand != Operand.CACHE) {
                    OperandPlace place = opcode.place(operand);
                    assertThat(places.computeIfAbsent(opcode.family() + " " + operand, _ -> place))
                            .as(opcode.toString()).isEqualTo(place);
                }
            }
        }
    }

    private static MethodModel method(Class<?> of, String name) throws IOException {
        String file = of.getSimpleName() + ".class";
        try (InputStream in = Objects.requireNonNull(of.getResourceAsStream(file))) {
            return ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(method -> method.methodName().equalsString(name)).findFirst().orElseThrow();
        }
    }

    private static int length(MethodModel method) {
        return ((CodeAttribute) method.code().orElseThrow()).codeLength();
    }

    /** The instructions that a class has cases for: javac makes a table of them, and refuses two cases of one. */
    private static Set<Opcode> handled(Class<?> family) throws ReflectiveOperationException {
        Field table = Class.forName(family.getName() + "$1")
                .getDeclaredField("$SwitchMap$" + Opcode.class.getName().replace('.', '$'));
        table.setAccessible(true);
        int[] cases = (int[]) table.get(null);
        return Arrays.stream(Opcode.values()).filter(opcode -> cases[opcode.ordinal()] != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Opcode.class)));
    }

    @Test
    void theFamiliesWithoutAClassAreThoseOfFeatures() {
        assertThat(Arrays.stream(Opcode.values()).filter(opcode -> !CLASSES.containsKey(opcode.family())))
                .allSatisfy(opcode -> assertThat(opcode.feature()).isNotNull());
    }
}
