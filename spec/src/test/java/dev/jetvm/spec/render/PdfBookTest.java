package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.spec.book.Problem;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the PDF sees, with a report. The whole book is set by {@code ./jet spec --pdf}, which checks its text. */
class PdfBookTest {
    private static final String BODY = """
            A ((word)), `+code**+` and <<ISA-06>>.

            .Passing
            [rule#ISA-06,level=must,errata="ERR-042"]
            It MUST be.

            [rationale]
            Because.

            .Failing, with `code` in its title
            [rule#ISA-07,level=should]
            It SHOULD be.

            .Stressed
            [rule#ISA-08,level=may]
            --
            It MAY be:

            |===
            |a |b
            |===
            --

            .Without a case
            [rule#ISA-09,level=may,untestable="no request of the protocol asks for it"]
            It MAY be.

            [program,for=ISA-06]
            ----
            NIL
            RETURN
            -> ok {}
            ----

            [bytefield,bytes=16]
            ----
            0-7 a
            8-15 b
            ----

            instruction::POP[]

            .All
            table::describe[topic=opcodes,name=opcodes,keep="code instruction stack"]

            [[ERR-042,ERR-042]]
            === ERR-042
            """;
    private static final Tables TABLES = topic -> List.of(new Tables.Table("opcodes",
            List.of("code", "instruction", "operands", "bytes", "stack", "family", "notes", "clause", "meaning"),
            List.of(List.of("0x1D", "POP", "", "1", "pairs** -- [.x]#y#", "stack", "", "ISA-06", "Drops the top."))));

    @TempDir
    Path folder;

    private List<String> problems(String body) throws IOException {
        Status status = SampleReport.write(folder, List.of("ISA-06", "ISA-07", "ISA-08", "ISA-09"));
        ParsedBook parsed = TestBook.of(folder, body, TABLES, status);
        assertThat(parsed.book().problems()).isEmpty();
        Path pdf = folder.resolve("book.pdf");
        PdfBook.write(TestBook.ENGINE, folder, TABLES, status, Sessions.NONE,
                Files.createDirectories(folder.resolve("work")), pdf);
        return RenderedCheck.pdf(pdf).stream().map(Problem::message).toList();
    }

    @Test
    void noMarkupReachesTheReader() throws IOException {
        assertThat(problems(BODY)).isEmpty();
        String text = String.join("\n", PdfText.prose(folder.resolve("book.pdf")));
        assertThat(text).contains("Passing must pass", "should failing", "may not tested", "Drops the top",
                "Not testable through the protocol: no request of the protocol asks for it.");
    }

    @Test
    void markupThatTheConverterPrintsIsFound() throws IOException {
        assertThat(problems(BODY + "\n((a)) line above\ninstruction::POP[]\n")).singleElement().asString()
                .startsWith("raw markup 'instruction::POP['");
    }
}
