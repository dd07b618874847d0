package dev.jetvm.vm.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodesTest {

    @Test
    void everyConstantIsTheNumberOfItsInstructionAndNoneIsMissing() {
        Map<String, Integer> constants = Arrays.stream(Codes.class.getFields())
                .collect(Collectors.toMap(Field::getName, CodesTest::value));
        Map<String, Integer> table = Arrays.stream(Opcode.values())
                .collect(Collectors.toMap(Opcode::name, Opcode::code));

        assertThat(constants).isEqualTo(table);
    }

    @Test
    void noInstructionHasANumberThatTheInterpreterUsesForFusedOnes() {
        assertThat(Opcode.values()).allSatisfy(opcode -> assertThat(opcode.code()).isBetween(0, 191));
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.getName(), e);
        }
    }
}
