package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.fast.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RunCommandTest {
    private static final String HELLO = """
            .module "hello"
            .entry main
            .function main arity=1
                GET_LOCAL 1
                PRINT
                NIL
                RETURN
            .end
            """;
    private static final String PANICS = """
            .module "panics"
            .file "panics.jet"
            .entry main
            .function main
                .line 7
                CONST (@low)
                CALL 0
                RETURN
            .end
            .function low
                .line 3
                CONST ("before")
                PRINT
                .line 4
                CONST (1)
                CONST (0)
                DIVIDE
                RETURN
            .end
            """;
    private static final String IMPORTS = """
            .module "main"
            .import "lib" name function
            .entry main
            .function main
                GET_IMPORT (%lib.name)
                CALL 0
                PRINT
                NIL
                RETURN
            .end
            """;

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter err = new StringWriter();
    private String out = "";

    private int jet(String... words) {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try {
            return jetInto(taken, words);
        } finally {
            out = taken.toString(StandardCharsets.UTF_8);
        }
    }

    private int jetInto(OutputStream taken, String... words) {
        PrintStream stdout = System.out;
        CommandLine line = Jet.commandLine();
        line.setErr(new PrintWriter(err, true));
        try {
            System.setOut(new PrintStream(taken, true, StandardCharsets.UTF_8));
            return line.execute(words);
        } finally {
            System.setOut(stdout);
        }
    }

    /** A disk that is full, or a pipe without a reader. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private String file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String library(String says) {
        return """
                .module "lib"
                .export name function name
                .function name
                    CONST ("%s")
                    RETURN
                .end
                """.formatted(says);
    }

    @Test
    void a_program_gets_its_arguments() throws IOException {
        assertThat(jet("run", file("hello.jasm", HELLO), "--", "one", "--two")).isZero();
        assertThat(out).isEqualTo("[\"one\", \"--two\"]\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void all_that_follows_the_file_is_the_program_s_but_the_first_double_hyphen() throws IOException {
        String hello = file("hello.jasm", HELLO);
        assertThat(jet("run", hello, "-x", "--steps", "--", "--", "@no-such-file", "", "--help")).isZero();
        assertThat(out).isEqualTo("[\"-x\", \"--steps\", \"--\", \"@no-such-file\", \"\", \"--help\"]\n");
        assertThat(jet("run", "--", hello, "a")).isZero();
        assertThat(out).isEqualTo("[\"a\"]\n");
        assertThat(jet("run", "--step", hello)).isEqualTo(64);
    }

    @Test
    void the_status_is_the_low_byte_of_an_int_and_0_for_other_results() throws IOException {
        String returns = ".module m\n.entry f\n.function f\nCONST (%s)\nRETURN\n.end\n";
        assertThat(jet("run", file("257.jasm", returns.formatted("257")))).isEqualTo(1);
        assertThat(jet("run", file("minus.jasm", returns.formatted("-1")))).isEqualTo(255);
        assertThat(jet("run", "--profile", "nan", file("wide.jasm", returns.formatted("1099511627781")))).isEqualTo(5);
        assertThat(jet("run", file("float.jasm", returns.formatted("7.0")))).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_panic_is_told_with_the_frames_of_the_program_and_no_others() throws IOException {
        assertThat(jet("run", file("panics.jasm", PANICS))).isEqualTo(101);
        assertThat(out).isEqualTo("before\n");
        assertThat(err.toString().lines()).containsExactly("panic: the divisor is zero", "  at low (panics.jet:4)",
                "  at main (panics.jet:7)");
    }

    @Test
    void of_a_long_trace_both_ends_are_told() throws IOException {
        String deep = file("deep.jasm", """
                .module "deep"
                .entry main
                .function main
                    CONST (@down)
                    CALL 0
                    RETURN
                .end
                .function down
                    CONST (@down)
                    CALL 0
                    RETURN
                .end
                """);
        assertThat(jet("run", "--set", "vm.max_frames=101", deep)).isEqualTo(101);
        assertThat(err.toString().lines().skip(1).toList()).hasSize(101)
                .satisfies(line -> assertThat(line).isEqualTo("  ... 1 frames ..."), Index.atIndex(50));
        err.getBuffer().setLength(0);
        assertThat(jet("run", "--set", "vm.max_frames=100", deep)).isEqualTo(101);
        assertThat(err.toString().lines().skip(1)).hasSize(100).noneMatch(line -> line.contains("..."));
        assertThat(err.toString().lines().toList().getLast()).startsWith("  at main ");
    }

    @Test
    void a_limit_of_instructions_stops_a_program() throws IOException {
        String endless = file("endless.jasm", ".module m\n.entry f\n.function f\nagain: LOOP again\n.end\n");
        assertThat(jet("run", "--steps", "1000", endless)).isEqualTo(1);
        assertThat(err.toString()).contains("1000 instructions");
    }

    @Test
    void every_engine_runs_a_program_and_another_name_is_a_usage_error() throws IOException {
        String seven = file("seven.jasm", ".module m\n.entry f\n.function f\nCONST (7)\nPRINT\nNIL\nRETURN\n.end\n");
        for (String engine : Engines.NAMES) {
            assertThat(jet("run", "--engine", engine, seven)).isZero();
            assertThat(jet("run", "--set", "vm.engine=" + engine, seven)).isZero();
        }
        assertThat(jet("run", "--engine=compiled", seven)).isEqualTo(64);
        assertThat(err.toString()).contains("vm.engine is plain or fast, not compiled");
    }

    @Test
    void what_cannot_be_run_is_told_in_one_line() throws IOException {
        assertThat(jet("run", folder.resolve("nothing.jasm").toString())).isEqualTo(1);
        assertThat(jet("run",
                file("foreign.jasm",
                        ".module m\n.import jet clock function\n.entry f\n.function f\nCALL_FOREIGN (%jet.clock) 0\nRETURN\n.end\n")))
                .isEqualTo(1);
        assertThat(jet("run", "--profile", "odd", file("hello.jasm", HELLO))).isEqualTo(64);
        assertThat(jet("run", "--set", "gc.stress=often", file("hello.jasm", HELLO))).isEqualTo(64);
        assertThat(err.toString().lines()).hasSize(4).noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void a_misspelt_option_is_told_with_those_that_there_are() throws IOException {
        assertThat(jet("run", "--set", "gc.strss=allocation", file("hello.jasm", HELLO))).isEqualTo(64);
        assertThat(err.toString()).contains("'gc.strss'", "gc.stress", "type.reflection", "scheduler.max_stack_size");
        assertThat(jet("run", "--steps", "-1", file("hello.jasm", HELLO))).isEqualTo(64);
        assertThat(out).isEmpty();
    }

    @Test
    void a_program_whose_output_nobody_takes_ends() throws IOException {
        String endless = file("endless.jasm",
                ".module m\n.entry f\n.function f\nagain: CONST (\"text\")\nPRINT\nLOOP again\n.end\n");
        assertThat(jetInto(new Full(), "run", "--steps", "1000000", endless)).isEqualTo(1);
        assertThat(jetInto(new Full(), "run", file("hello.jasm", HELLO))).as("at its end").isEqualTo(1);
        assertThat(jetInto(new Full(), "trace", "--steps", "1000", endless)).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.equals("jet: cannot write standard output"))).hasSize(3);
    }

    @Test
    void a_trace_that_nobody_reads_ends() throws IOException {
        CommandLine line = Jet.commandLine();
        line.setErr(new PrintWriter(new Full(), true, StandardCharsets.UTF_8));
        assertThat(line.execute("trace", file("short.jasm", ".module m\n.entry f\n.function f\nNIL\nRETURN\n.end\n")))
                .isEqualTo(1);
    }

    @Test
    void the_folder_of_the_importer_comes_before_the_path() throws IOException {
        String main = file("app/main.jasm", IMPORTS);
        file("other/lib.jasm", library("path"));
        String path = folder.resolve("other").toString();
        assertThat(jet("run", "--path", path, main)).isZero();
        assertThat(out).isEqualTo("path\n");
        file("app/lib.jasm", library("beside"));
        assertThat(jet("run", "--path", path, main)).isZero();
        assertThat(out).isEqualTo("beside\n");
        Files.write(folder.resolve("app/lib.jetc"), ModuleWriter.write(Assembler.assemble(library("binary"))));
        assertThat(jet("run", "--path", path, main)).isZero();
        assertThat(out).isEqualTo("binary\n");
    }

    @Test
    void modules_that_cannot_be_joined_say_why() throws IOException {
        String main = file("app/main.jasm", IMPORTS);
        assertThat(jet("run", main)).isEqualTo(1);
        assertThat(err.toString()).contains("unlinkable: module-missing", "lib");
        file("app/lib.so", "no library at all");
        assertThat(jet("run", main)).isEqualTo(1);
        assertThat(err.toString()).contains("unlinkable: native-unsupported");
        file("app/lib.jasm", HELLO);
        assertThat(jet("run", main)).isEqualTo(1);
        assertThat(err.toString()).contains("calls itself hello");
    }

    @Test
    void a_trace_tells_every_instruction_before_what_it_does() throws IOException {
        assertThat(jet("trace", "--steps", "3", file("panics.jasm", PANICS))).isEqualTo(1);
        assertThat(err.toString().lines().limit(3)).containsExactly("main 0000: CONST 0 (@low)", "main 0003: CALL 0",
                "low 0000: CONST 0 (\"before\")");
    }
}
