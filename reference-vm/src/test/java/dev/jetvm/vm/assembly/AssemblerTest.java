package dev.jetvm.vm.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import java.util.stream.LongStream;
import java.lang.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssemblerTest {

    private static FunctionDef function(String... lines) {
        return Assembler.assemble(".module \"m\"\n.function f\n" + String.join("\n", lines) + "\n.end\n").functions()
                .getFirst();
    }

    private static AssemblyException refused(String text) {
        return catchThrowableOfType(AssemblyException.class, () -> Assembler.assemble(text));
    }

    @Test
    void a_program_of_two_functions() {
        Module module = Assembler.assemble("""
                .module "fib" ; a comment
                .file "fib.jet"
                .entry main
                .import "jet" write function
                .export fib function fib
                .export count value "count" Int
                .function main
                    CONST_0
                    DEFINE_GLOBAL ("count")
                    GET_IMPORT (%jet.write)
                    CONST (@fib)
                    CONST (10)
                    CALL 1
                    CALL 1
                    RETURN
                .end
                .function fib arity=1
                .line 3:5
                    GET_LOCAL_1
                    CONST (2)
                    LESS
                    JUMP_IF_FALSE more
                    POP
                    GET_LOCAL_1
                    RETURN
                more:
                    POP
                top: LOOP top
                .end
                """);
        assertThat(module.entry()).isZero();
        assertThat(module.functions().get(0).constants()).containsExactly(new Constant.Text("count"),
                new Constant.Import(0), new Constant.Function(1), new Constant.Int(10));
        assertThat(module.functions().get(0).maxStack()).isEqualTo(3);
        FunctionDef fib = module.functions().get(1);
        assertThat(fib.slots()).isEqualTo(2);
        assertThat(fib.maxStack()).isEqualTo(2);
        assertThat(fib.code()).containsExactly(131, 1, 0, 0, 19, 24, 0, 3, 29, 131, 27, 29, 49, 0, 3);
        assertThat(module.strings()).containsExactly("fib", "fib.jet", "jet", "write", "main", "count");
        assertThat(module.debug().orElseThrow().functions())
                .containsExactly(new Module.FunctionLines(1, List.of(new Module.Mapping(0, 3, 5))));
    }

    @Test
    void slots_reach_as_far_as_the_code_does() {
        assertThat(function("GET_LOCAL 7", "RETURN").slots()).isEqualTo(8);
        assertThat(function("GET_LOCAL_3", "RETURN").slots()).isEqualTo(4);
        assertThat(function("NIL", "RETURN").slots()).isEqualTo(1);
    }

    @Test
    void captures_stand_behind_the_function() {
        FunctionDef function = Assembler.assemble("""
                .module m
                .function f
                CLOSURE (@g) local 3, upvalue 7
                RETURN
                .end
                .function g upvalues=2
                NIL
                RETURN
                .end
                """).functions().getFirst();
        assertThat(function.code()).containsExactly(Opcode.CLOSURE.code(), 0, 0, 1, 3, 0, 7, Opcode.RETURN.code());
        assertThat(function.slots()).isEqualTo(4);
    }

    @Test
    void a_report_shows_the_line_and_the_place() {
        String text = ".module m\n.function f\n\tCONST (4 2)\n  CALLL 1\n.end\n";
        assertThat(refused(text).report("x.jasm", text)).isEqualTo("""
                x.jasm:3:11: ')' is expected here, not '2'
                    \tCONST (4 2)
                    \t         ^
                x.jasm:4:3: no instruction is called CALLL
                      CALLL 1
                      ^
                    Did you mean CALL?
                """);
    }

    @Test
    void the_first_problem_leads() {
        AssemblyException refused = refused(".module m\n.function f\n NIL\n JUMP nowhere\n.end\n");
        assertThat(refused.code()).isEqualTo("asm-label");
        assertThat(refused.line()).isEqualTo(4);
        assertThat(refused.column()).isEqualTo(7);
        assertThat(refused.offset()).isEqualTo(33);
    }

    @Test
    void a_block_that_is_never_ended_is_told_where_it_begins() {
        AssemblyException refused = refused(".module m\n.function f\n NIL\n RETURN\n\n");
        assertThat(refused.code()).isEqualTo("asm-missing");
        assertThat(refused.offset()).isEqualTo(10);
        assertThat(refused.hint()).isEqualTo("It is still open on line 5.");
    }

    @Test
    void at_most_twenty_problems_are_told() {
        String text = ".module m\n" + "nothing\n".repeat(30);
        AssemblyException refused = refused(text);
        assertThat(refused.problems()).hasSize(20);
        assertThat(refused.report("x", text)).endsWith("x: and 10 more\n");
    }

    @Test
    void a_long_line_is_shown_around_the_place() {
        String text = ".module m ; " + "x".repeat(1000) + "\n" + " ".repeat(500) + "nothing" + " ".repeat(500);
        assertThat(refused(text).report("x", text)).hasSizeLessThan(500).contains("\n    " + " ".repeat(80) + "^\n");
        String name = "n".repeat(100_000);
        assertThat(refused(".module m\n.entry " + name))
                .hasMessageMatching("no function is called n{200,300}\\.\\.\\.");
    }

    @Test
    void a_jump_that_two_bytes_cannot_tell_is_refused() {
        String far = ".module m\n.function f\nJUMP a\n" + "CONST_W 0\n".repeat(13_108) + "a: NIL\nRETURN\n.end\n";
        assertThat(refused(far).code()).isEqualTo("asm-label");
        assertThat(Assembler.assemble(far.replace("JUMP a", "JUMP_W a")).functions()).hasSize(1);
    }

    /** Every fault would cost a search for what was meant, if anybody read it. */
    @Test
    void a_text_of_nothing_but_faults_is_refused_soon() {
        String text = ".module m\n.function f\n" + "CONTS 1\n".repeat(300_000) + ".end\n";
        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(20),
                () -> refused(text).report("x", text))).contains("Did you mean CONST?").endsWith("more\n");
    }

    /** Ten times the text takes about ten times as long; a square would take a hundred times as long. */
    @Test
    void the_time_is_linear_in_the_text() {
        assemble(20_000);
        long small = LongStream.generate(() -> assemble(20_000)).limit(3).min().orElseThrow();
        long large = LongStream.generate(() -> assemble(200_000)).limit(3).min().orElseThrow();
        assertThat(large).isLessThan(40 * Math.max(small, 5_000_000));
    }

    /** Nanoseconds of this thread alone for so many lines: constants, labels and jumps all different. */
    private static long assemble(int lines) {
        StringBuilder text = new StringBuilder(".module m\n");
        for (int k = 0; k < lines; k++) {
            if (k % 10_000 == 0) {
                text.append(k == 0 ? "" : "RETURN\n.end\n").append(".function f").append(k).append('\n');
            }
            text.append("l").append(k).append(": CONST_W (\"text ").append(k).append("\")\nPOP\nLOOP_W l").append(k)
                    .append('\n');
        }
        String whole = text.append("NIL\nRETURN\n.end\n").toString();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(Assembler.assemble(whole).strings()).hasSizeGreaterThan(lines);
        return threads.getCurrentThreadCpuTime() - start;
    }

    @Test
    void a_text_without_a_module_is_refused() {
        assertThatThrownBy(() -> Assembler.assemble("")).isInstanceOf(AssemblyException.class)
                .hasMessage("the module has no name");
    }
}
