package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.vm.assembly.Disassembler;
import dev.jetvm.vm.module.ModuleReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AssemblyCommandsTest {
    private static final String GOOD = ".module m\n.entry f\n.function f\nNIL\nRETURN\n.end\n";
    private static final String INVALID = ".module m\n.function f\nPOP\nNIL\nRETURN\n.end\n";
    private static final String BAD = ".module m\n.function f\n\tCONTS 1\n.end\n.entyr f\n";

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path text = Path.of("");

    @BeforeEach
    void aText() throws IOException {
        text = Files.writeString(folder.resolve("good.jasm"), GOOD);
    }

    private int jet(String... words) {
        CommandLine line = Jet.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_text_becomes_a_file_beside_it_and_a_text_again() throws IOException {
        assertThat(jet("assemble", text.toString())).isZero();
        byte[] module = Files.readAllBytes(folder.resolve("good.jetc"));
        Path back = folder.resolve("back.jasm");
        assertThat(jet("disassemble", folder.resolve("good.jetc").toString(), "-o", back.toString())).isZero();
        assertThat(back).hasContent(Disassembler.text(ModuleReader.read(module)));
        assertThat(jet("assemble", back.toString(), "-o", folder.resolve("again.jetc").toString())).isZero();
        assertThat(folder.resolve("again.jetc")).hasBinaryContent(module);
        assertThat(err.toString()).isEmpty();
        assertThat(files()).containsExactly("again.jetc", "back.jasm", "good.jasm", "good.jetc");
    }

    @Test
    void standard_input_and_output_do_as_well() throws IOException {
        InputStream in = System.in;
        PrintStream stdout = System.out;
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(taken, true, StandardCharsets.UTF_8));
            assertThat(jet("assemble", "-", "-o", "-")).isZero();
        } finally {
            System.setIn(in);
            System.setOut(stdout);
        }
        assertThat(ModuleReader.read(taken.toByteArray()).name()).isEqualTo("m");
    }

    @Test
    void a_text_that_is_no_module_leaves_no_file() throws IOException {
        String bad = file("bad.jasm", BAD);
        assertThat(jet("assemble", bad)).isEqualTo(1);
        assertThat(err.toString().replace(bad, "bad.jasm")).isEqualToNormalizingNewlines("""
                bad.jasm:3:2: no instruction is called CONTS
                    \tCONTS 1
                    \t^
                    Did you mean CONST?
                bad.jasm:5:1: no directive here is called .entyr
                    .entyr f
                    ^
                    Did you mean .entry?
                bad.jasm: 2 problems
                """);
        assertThat(files()).containsExactly("bad.jasm", "good.jasm");
    }

    @Test
    void what_cannot_be_written_leaves_what_was_there() throws IOException {
        String kept = file("kept.jetc", "kept");
        assertThat(jet("assemble", file("bad.jasm", BAD), "-o", kept)).isEqualTo(1);
        assertThat(Path.of(kept)).hasContent("kept");
        assertThat(jet("assemble", text.toString(), "-o", folder.resolve("no/where.jetc").toString()))
                .isEqualTo(Jet.USAGE);
        assertThat(err.toString()).contains("there is no such folder");
        assertThat(jet("assemble", text.toString(), "-o", folder.toString())).isEqualTo(Jet.USAGE);
        if (Files.exists(Path.of("/dev/full"))) {
            assertThat(jet("assemble", text.toString(), "-o", "/dev/full")).isEqualTo(1);
        }
        assertThat(files()).containsExactly("bad.jasm", "good.jasm", "kept.jetc");
    }

    @Test
    void a_missing_file_is_one_clear_line() {
        String missing = folder.resolve("missing").toString();
        for (String command : List.of("assemble", "disassemble", "verify")) {
            err.getBuffer().setLength(0);
            assertThat(jet(command, missing)).isEqualTo(Jet.USAGE);
            assertThat(err.toString()).isEqualToIgnoringNewLines("jet: " + missing + ": there is no such file");
        }
    }

    @Test
    void a_file_that_is_no_module_is_refused() throws IOException {
        assertThat(jet("disassemble", file("x.jetc", "nothing of the kind"))).isEqualTo(1);
        assertThat(err.toString()).contains("malformed: module-length at 8").doesNotContain("\tat ");
        assertThat(jet("assemble", file("y.jasm", "JETC"))).isEqualTo(Jet.USAGE);
    }

    @Test
    void verifying_says_of_each_file_what_it_is() throws IOException {
        assertThat(jet("assemble", text.toString())).isZero();
        assertThat(jet("verify", text.toString(), folder.resolve("good.jetc").toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(
                "%1$s.jasm: ok, 1 function, 2 bytes of code\n%1$s.jetc: ok, 1 function, 2 bytes of code\n"
                        .formatted(folder.resolve("good")));
        assertThat(jet("verify", text.toString(), file("u.jasm", INVALID))).isEqualTo(1);
        assertThat(out.toString()).contains("invalid: stack-underflow at 0");
        assertThat(jet("verify", file("u.jasm", INVALID), folder.resolve("none").toString())).isEqualTo(Jet.USAGE);
    }

    @Test
    void verifying_answers_tools_in_json() throws IOException {
        assertThat(jet("verify", "--json", text.toString(), file("u.jasm", INVALID), file("b.jasm", BAD)))
                .isEqualTo(1);
        List<JsonNode> lines = out.toString().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).get("outcome").asString()).isEqualTo("ok");
        assertThat(lines.get(1).get("phase").asString()).isEqualTo("invalid");
        assertThat(lines.get(1).get("code").asString()).isEqualTo("stack-underflow");
        assertThat(lines.get(2).get("problems").size()).isEqualTo(2);
        assertThat(lines.get(2).get("problems").get(0).get("hint").asString()).isEqualTo("Did you mean CONST?");
    }

    @Test
    void a_folder_and_a_text_are_no_modules() throws IOException {
        for (String command : List.of("assemble", "disassemble", "verify", "run", "trace")) {
            err.getBuffer().setLength(0);
            boolean starts = command.equals("run") || command.equals("trace");
            assertThat(jet(command, folder.toString())).isEqualTo(starts ? ModuleFile.REFUSED : Jet.USAGE);
            assertThat(err.toString()).isEqualToIgnoringNewLines("jet: " + folder + ": this is a folder");
        }
        assertThat(jet("disassemble", text.toString())).isEqualTo(Jet.USAGE);
        assertThat(err.toString()).contains("this is a text already");
    }

    @Test
    void verifying_tells_tools_of_files_that_cannot_be_read() throws IOException {
        Path bytes = Files.write(folder.resolve("x.jasm"), new byte[]{(byte) 0xFF, 0});
        assertThat(jet("verify", "--json", folder.resolve("none").toString(), bytes.toString(), text.toString()))
                .isEqualTo(Jet.USAGE);
        List<JsonNode> lines = out.toString().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).extracting(line -> line.path("outcome").asString())
                .containsExactly("unreadable", "unreadable", "ok");
        assertThat(lines.get(1).path("message").asString()).contains("UTF-8");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_verdict_that_cannot_be_written_is_no_success() {
        CommandLine line = Jet.commandLine().setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        }, true, StandardCharsets.UTF_8));
        assertThat(line.execute("verify", text.toString())).isEqualTo(1);
    }

    @Test
    void help_names_the_statuses() {
        for (String command : List.of("assemble", "disassemble", "verify", "run", "trace")) {
            assertThat(jet(command, "--help")).isZero();
            assertThat(jet(command)).isEqualTo(Jet.USAGE);
        }
        assertThat(out.toString()).contains("Exit status: 0 ok, 1 the text is no module");
    }
}
