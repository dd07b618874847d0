package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.ModuleWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** No command hands a control that is in a module, a program or a name on to the terminal. */
final class ControlCharactersTest {
    /** Clears the screen, in seven bits and in eight, and turns the line around. */
    private static final String EVIL = "\u001B[2J\u009B2J\u202E\u0007\u007F";
    private static final String SHOWN = "\\u{1b}[2J\\u{9b}2J\\u{202e}\\u{7}\\u{7f}";
    private static final String PROGRAM = """
            .module "EVIL"
            .file "EVIL"
            .entry main
            .function main
                CONST (@"EVIL")
                CALL 0
                RETURN
            .end
            .function "EVIL"
                .line 3
                CONST ("EVIL")
                PANIC
            .end
            """.replace("EVIL", EVIL);

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void jet(String... words) {
        CommandLine line = Jet.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.execute(words);
    }

    private String text(String content) throws IOException {
        return Files.writeString(folder.resolve("x.jasm"), content).toString();
    }

    private String binary(String content) throws IOException {
        return Files.write(folder.resolve("x.jetc"), ModuleWriter.write(Assembler.assemble(content))).toString();
    }

    @AfterEach
    void nothingIsHandedOn() {
        assertThat(out + err.toString()).doesNotContainPattern("[\\p{Cc}\\u202E&&[^\\r\\n\\t]]");
    }

    @Test
    void theMessageAndTheLineOfARefusedText() throws IOException {
        jet("run", text(".module m\n\t" + EVIL + " foo\n"));
        assertThat(err.toString()).contains("not '\\u{1b}'", "\t" + SHOWN + " foo\n");
    }

    @Test
    void theCaretIsUnderWhatIsMeant() throws IOException {
        jet("assemble", text(".module m\n.function \u001Bx\n.end\n"));
        assertThat(err.toString()).contains("    .function \\u{1b}x\n              ^\n");
    }

    @Test
    void thePanicAndTheTraceOfAProgram() throws IOException {
        jet("run", text(PROGRAM));
        assertThat(err.toString()).contains("panic: " + SHOWN, "  ");
        assertThat(err.toString().lines().skip(1)).first().asString().contains(SHOWN);
    }

    @Test
    void theFunctionsOfATrace() throws IOException {
        jet("trace", text(PROGRAM));
        assertThat(err.toString()).contains(SHOWN + " 0000: CONST");
    }

    @Test
    void theRefusalsOfVerify() throws IOException {
        String pops = ".module m\n.function \"" + EVIL + "\"\nPOP\nNIL\nRETURN\n.end\n";
        jet("verify", binary(pops), text(".module m\n" + EVIL + "\n"), folder.resolve("no\u001Bfile").toString());
        jet("run", binary(pops));
        jet("disassemble", folder.resolve("no\u001Bfile").toString());
        jet("run", "--no\u001Bsuch", "x");
        assertThat(out.toString()).contains("stack-underflow").contains(SHOWN);
    }

    @Test
    void theRecordsOfVerifyMeanTheSame() throws IOException {
        jet("verify", "--json", text(".module m\n.end " + EVIL + "\n"), folder.resolve("no\u009Bfile").toString());
        assertThat(out.toString().lines().toList().getLast())
                .satisfies(line -> assertThat(JsonMapper.shared().readTree(line).path("file").asString())
                        .endsWith("no\u009Bfile"));
    }
}
