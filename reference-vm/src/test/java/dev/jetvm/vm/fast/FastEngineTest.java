package dev.jetvm.vm.fast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastEngineTest {
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

    /** Properties of objects with one, two and four shapes, with many fields, shadowed methods; equality of each kind. */
    private static final String OBJECTS = """
            .module "objects"
            .entry main
            .function init arity=1 method
                GET_LOCAL 0
                GET_LOCAL 1
                SET_PROPERTY ("a")
                POP
                GET_LOCAL 0
                RETURN
            .end
            .function named arity=0 method
                GET_LOCAL 0
                GET_PROPERTY ("a")
                RETURN
            .end
            .function other arity=0
                CONST ("field")
                RETURN
            .end
            .function set arity=3
                GET_LOCAL 1
                GET_LOCAL 2
                SET_PROPERTY ("b")
                POP
                GET_LOCAL 1
                GET_LOCAL 3
                SET_PROPERTY ("a")
                PRINT
                GET_LOCAL 1
                GET_PROPERTY ("b")
                GET_LOCAL 1
                GET_PROPERTY ("a")
                EQUAL
                JUMP_IF_FALSE unequal
                POP
                CONST ("equal")
                PRINT
                NIL
                RETURN
            unequal:
                POP
                GET_LOCAL 1
                INVOKE ("named") 0
                PRINT
                GET_LOCAL 1
                GET_PROPERTY ("b")
                JUMP_IF_FALSE falsey
                POP
                CONST ("truthy")
                PRINT
                NIL
                RETURN
            falsey:
                PRINT
                NIL
                RETURN
            .end
            .function main arity=0
                CLASS ("A")
                CONST (@init)
                METHOD ("init")
                CONST (@named)
                METHOD ("named")
                SET_LOCAL 0
                POP
            """ + object(0) + sets(2, 2) + sets(1, 2) + object(3) + sets(3, 3) + object(5) + sets(5, 3) + """
                GET_LOCAL 5
                CONST (@other)
                SET_PROPERTY ("named")
                POP
            """ + sets(3, 4) + sets(3, 5) + sets(2, 2) + """
                GET_LOCAL 5
                NIL
                SET_PROPERTY ("named")
                POP
            """ + sets(3, 5) + """
                NIL
                RETURN
            .end
            """;

    /** An instance in a local, and one with other fields in the next. */
    private static String object(int more) {
        StringBuilder text = new StringBuilder("""
                GET_LOCAL 0
                CONST (1)
                CALL 1
                SET_LOCAL %d
                POP
                """.formatted(Math.max(1, more)));
        text.append("GET_LOCAL 0\nCONST (2)\nCALL 1\nSET_LOCAL %d\nPOP\n".formatted(Math.max(1, more) + 1));
        for (int k = 0; k < more; k++) {
            text.append("GET_LOCAL %d\nCONST (%d)\nSET_PROPERTY (\"m%d\")\nPOP\n".formatted(more + 1, k, k));
        }
        return text.toString();
    }

    /** Assigns pairs of values to the objects in two locals, in turn. */
    private static String sets(int one, int other) {
        StringBuilder text = new StringBuilder();
        for (String pair : List.of("CONST (1)\nCONST (1)", "CONST (1)\nCONST (2)", "CONST (1)\nCONST (1.0)",
                "FALSE\nCONST (1)", "NIL\nNIL", "CONST (nan)\nCONST (nan)", "CONST (\"abc\")\nCONST (\"abc\")",
                "CONST (\"a longer string\")\nCONST (\"a longer strong\")", "CONST (1.5f)\nCONST (1.5f)",
                "CONST (nan)\nDUP")) {
            for (int object : List.of(one, other)) {
                text.append("CONST (@set)\nGET_LOCAL %d\n%s\nCALL 3\nPOP\n".formatted(object, pair));
            }
        }
        return text.toString();
    }

    @Test
    void theLoopIsShortEnoughToBeCompiled() throws IOException {
        try (InputStream file = Objects.requireNonNull(FastLoop.class.getResourceAsStream("FastLoop.class"))) {
            MethodModel loop = ClassFile.of().parse(file.readAllBytes()).methods().stream()
                    .filter(method -> method.methodName().equalsString("run")).findFirst().orElseThrow();

            assertThat(((CodeAttribute) loop.code().orElseThrow()).codeLength()).isBetween(500, MOST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatCountsAndOneThatFusesDoTheSame(ValueModel model) {
        assertThat(alike(model, MIXED, true))
                .isEqualTo("6\n2.5\n50\n50.5\n7\n-1152921504606846976\nPANICKED INT_OVERFLOW");
    }

    @ParameterizedTest
    @EnumSource
    void objectsAreTheSameWithAndWithoutCaches(ValueModel model) {
        String told = alike(model, OBJECTS, true);
        assertThat(told).contains("equal\n", "truthy\n", "false\n", "field\n").endsWith("PANICKED NOT_CALLABLE");
        assertThat(alike(model, OBJECTS, false)).isEqualTo(told);
    }

    private static String alike(ValueModel model, String program, boolean caches) {
        String counted = told(model, program, caches, Engines.standard(),
                vm -> vm.worker().run(vm.task(), Long.MAX_VALUE));
        assertThat(told(model, program, caches, Engines.standard(), vm -> vm.worker().run(vm.task())))
                .isEqualTo(counted);
        assertThat(told(model, program, caches, Engines.named(Engines.PLAIN), vm -> vm.worker().run(vm.task())))
                .isEqualTo(counted);
        assertThat(told(model, program, caches, Engines.standard(), vm -> {
            Outcome outcome = vm.worker().run(vm.task(), 1);
            while (outcome == Outcome.EXHAUSTED) {
                outcome = vm.worker().run(vm.task(), 1);
            }
            return outcome;
        })).isEqualTo(counted);
        return counted;
    }

    private static String told(ValueModel model, String program, boolean caches, Engine.Factory engine,
            Function<Vm, Outcome> run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String end;
        VmOptions options = VmOptions.of(Map.of("vm.caches", Boolean.toString(caches)));
        try (Vm vm = new Vm(model, HeapOptions.defaults(), TypeOptions.defaults(), options, engine, List.of(), out,
                System.err)) {
            new Linker(vm, (_, _) -> Optional.empty()).plan(Assembler.assemble(program), null);
            Outcome outcome = run.apply(vm);
            Panic panic = vm.task().panic();
            end = outcome + (panic == null ? "" : " " + panic.code());
        }
        return out + end;
    }
}
