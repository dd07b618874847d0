package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Problem;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of instructions, parts of tables and programs. */
class MachineBlocksTest {
    private static final String CLAUSE = """
            [rule#ISA-06,level=must]
            It MUST be.

            """;
    private static final Tables TABLES = topic -> List.of(new Tables.Table("opcodes",
            List.of("code", "instruction", "operands", "bytes", "stack", "family", "notes", "clause", "meaning"),
            List.of(row("0x1D", "POP", "", "1", "value --", "stack", "", "ISA-06", "Drops the top."), row("0x2A",
                    "SUPER_INVOKE", "name:u16 count:u8", "4", "object arguments* -- result", "classes", "call",
                    "MOD-12",
                    "Calls."))));

    @TempDir
    Path folder;

    private static List<String> row(String... cells) {
        return List.of(cells);
    }

    private ParsedBook read(String body) throws IOException {
        return TestBook.of(folder, body, TABLES, Status.absent());
    }

    private List<String> problems(String body) throws IOException {
        return read(body).book().problems().stream().map(Problem::message).toList();
    }

    @Test
    void anEntrySaysWhatTheTableSays() throws IOException {
        ParsedBook parsed = read(CLAUSE + "instruction::POP[]\n\ninstruction::SUPER_INVOKE[]");
        assertThat(parsed.book().problems()).isEmpty();
        assertThat(parsed.chapters().get(0).html()).contains("<code>1D</code>", "1 byte ", "<code>value --</code>",
                "<a href=\"#ISA-06\">ISA-06</a>", "Drops the top.", "<code>2A name:u16 count:u8</code>", "4 bytes",
                "<code>object arguments* -- result</code>", "\u00b7 call \u00b7 MOD-12");
    }

    @Test
    void everyInstructionHasAnEntryOnceOneHas() throws IOException {
        assertThat(problems(CLAUSE + "instruction::POP[]"))
                .containsExactly("no entry instruction::SUPER_INVOKE[] in the book");
        assertThat(problems("instruction::PUP[]")).containsExactly("no instruction is called PUP");
        assertThat(problems("Text.")).isEmpty();
    }

    @Test
    void aPartOfATable() throws IOException {
        String html = read(
                "table::describe[topic=opcodes,name=opcodes,where=\"family=stack\",keep=\"instruction stack\"]")
                .chapters().get(0).html();
        assertThat(html).contains("POP", "<code>value --</code>").doesNotContain("SUPER_INVOKE", "Drops the top");
        assertThat(problems("table::describe[topic=opcodes,name=opcodes,where=\"kin=stack\"]")).singleElement()
                .asString()
                .startsWith("table 'opcodes' has no column 'kin'; it has code,");
    }

    @Test
    void aProgramIsRunAndShownAsItIsWritten() throws IOException {
        ParsedBook parsed = read(CLAUSE + """
                [program,for=ISA-06,with="limits: {steps: 9}"]
                ----
                CONST ("a\\n")
                POP ; gone
                -> ok {stdout: ""}

                .function main arity=0
                  NIL
                .end
                -> ok {a: 1,
                ->  b: 2}
                ----
                """);
        assertThat(parsed.book().problems()).isEmpty();
        List<Exchange> exchanges = parsed.book().examples().get(0).exchanges();
        assertThat(exchanges).extracting(Exchange::request).containsExactly(
                "vm.run {assembly: \".module \\\"main\\\"\\n.entry main\\n.function main arity=0\\n"
                        + "CONST (\\\"a\\\\n\\\")\\nPOP ; gone\\n.end\\n\", limits: {steps: 9}}",
                "vm.run {assembly: \".module \\\"main\\\"\\n.entry main\\n.function main arity=0\\n"
                        + "  NIL\\n.end\\n\", limits: {steps: 9}}");
        assertThat(exchanges).extracting(Exchange::expect).containsExactly("ok {stdout: \"\"}", "ok {a: 1, b: 2}");
        assertThat(exchanges.get(1).place().line()).isEqualTo(13);
        assertThat(parsed.chapters().get(0).html()).contains("<b>POP</b><i> ; gone</i>",
                "<b>CONST</b> (<span class=\"s\">&quot;a\\n&quot;</span>)").doesNotContain(".module");
    }

    @Test
    void aProgramNeedsAnAnswer() throws IOException {
        assertThat(problems(CLAUSE + "[program,for=ISA-06]\n----\nNIL\n----"))
                .contains("a program without an answer, '-> ok {...}'", "an example without an exchange");
    }
}
