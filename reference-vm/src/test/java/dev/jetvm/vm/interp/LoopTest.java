package dev.jetvm.vm.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopTest {
    /** The compiler of the JVM leaves methods of more than 8,000 bytes alone. */
    private static final int MOST = 7_500;

    /** Fused instructions of each kind, with ints, with floats, with strings, and at the edge of overflow. */
    private static final String MIXED = """
            .module "mixed"
            .entry main
            .function step arity=3
                GET_LOCAL 1
                CONST (100)
                LESS
                JUMP_IF_FALSE large
                POP
                GET_LOCAL 1
                CONST (1)
                ADD
                RETURN
            large:
                POP
                GET_LOCAL 1
                GET_LOCAL 2
                LESS
                JUMP_IF_FALSE last
                POP
                GET_LOCAL 1
                CONST (50)
                SUBTRACT
                SET_LOCAL 3
                POP
                GET_LOCAL 3
                RETURN
            last:
                POP
                GET_LOCAL 3
                RETURN
            .end
            .function main arity=0
            """ + call("5", "9", "7") + call("1.5", "9", "7") + call("100", "200", "7") + call("100.5", "200", "7")
            + call("100", "99.5", "7") + call("1152921504606846975", "3", "-1152921504606846976") + """
                        CONST (1152921504606846975)
                        SET_LOCAL 0
                        POP
                        GET_LOCAL 0
                        CONST (1)
                        ADD
                        RETURN
                    .end
                    """;

    private static String call(String first, String second, String third) {
        return "CONST (@step)\nCONST (%s)\nCONST (%s)\nCONST (%s)\nCALL 3\nPRINT\n".formatted(first, second, third);
    }

    @Test
    void theLoopIsShortEnoughToBeCompiled() throws IOException {
        try (InputStream file = Objects.requireNonNull(Interpreter.class.getResourceAsStream("Interpreter.class"))) {
            MethodModel loop = ClassFile.of().parse(file.readAllBytes()).methods().stream()
                    .filter(method -> method.methodName().equalsString("loop")).findFirst().orElseThrow();

            assertThat(((CodeAttribute) loop.code().orElseThrow()).codeLength()).isBetween(500, MOST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatCountsAndOneThatFusesDoTheSame(ValueModel model) {
        String counted = told(model, interpreter -> interpreter.run(Long.MAX_VALUE));
        String fused = told(model, Interpreter::run);
        String single = told(model, interpreter -> {
            Interpreter.State state = interpreter.run(1);
            while (state == Interpreter.State.EXHAUSTED) {
                state = interpreter.run(1);
            }
            return state;
        });

        assertThat(counted).isEqualTo("6\n2.5\n50\n50.5\n7\n-1152921504606846976\nPANIC INT_OVERFLOW");
        assertThat(fused).isEqualTo(counted);
        assertThat(single).isEqualTo(counted);
    }

    private static String told(ValueModel model, Function<Interpreter, Interpreter.State> run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String end;
        try (Vm vm = new Vm(model, HeapOptions.defaults(), TypeOptions.defaults(), VmOptions.defaults(), List.of(), out,
                System.err)) {
            new Linker(vm, (_, _) -> Optional.empty()).plan(Assembler.assemble(MIXED), null);
            Interpreter.State state = run.apply(vm.interpreter());
            Panic panic = vm.interpreter().panic();
            end = state + (panic == null ? "" : " " + panic.code());
        }
        return out + end;
    }
}
