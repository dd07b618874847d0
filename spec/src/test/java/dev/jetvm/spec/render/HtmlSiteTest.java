package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlSiteTest {
    private static final String BODY = """
            A ((word)) and <<VAL-03>>.

            .The word of an int
            [rule#VAL-03,level=must,errata="ERR-042"]
            --
            It MUST hold:

            |===
            |a |b
            |===
            --

            [rationale]
            Because.

            [example,for=VAL-03]
            ----
            # doubled
            value.encode {value: {kind: int, value: "1"}}
              -> ok {word: "0x8"}
            ----

            .The word
            [bitfield,bits=64]
            ----
            0-2 tag | 0
            3-63 payload
            ----

            .Tags
            table::describe[topic=value,name=tags]

            [[ERR-042,ERR-042]]
            === ERR-042
            """;
    private static final Tables TABLES = topic -> List
            .of(new Tables.Table("tags", List.of("tag", "kind"), List.of(List.of("0x0", "a|b"))));

    @TempDir
    Path folder;

    private String page(Status status) throws IOException {
        ParsedBook parsed = TestBook.of(folder, BODY, TABLES, status);
        assertThat(parsed.book().problems()).isEmpty();
        Path out = Files.createDirectories(folder.resolve("out"));
        new HtmlSite(parsed, status).write(out);
        return Files.readString(out.resolve("values.html"));
    }

    @Test
    void aClauseHasItsAnchorItsTitleAndItsDecisions() throws IOException {
        assertThat(page(Status.absent())).contains("<div id=\"VAL-03\" class=\"openblock rule level-must\">",
                "<a class=\"rule-id\" href=\"#VAL-03\"", "The word of an int", "<a href=\"#ERR-042\">ERR-042</a>",
                "<span class=\"kw\">MUST</span>", "<a href=\"#VAL-03\">VAL-03</a>.").doesNotContain("class=\"badge");
    }

    @Test
    void aClauseShowsItsLevelAndThePagesBringTheirFonts() throws IOException {
        assertThat(page(Status.absent())).contains("<span class=\"level\">must</span>");
        assertThat(folder.resolve("out/fonts")).isDirectoryContaining("glob:**/notoserif-regular-subset.ttf")
                .isDirectoryContaining("glob:**/mplus1mn-bold-subset.ttf");
    }

    @Test
    void stateMachinesAndSequencesAreDrawnInEveryConversionWithoutAnchorsOfTheirOwn() throws IOException {
        String diagrams = """
                [plantuml,states,svg]
                ....
                !pragma layout smetana
                [*] --> Idle
                Idle --> Marking : start
                ....

                [plantuml,steps,svg]
                ....
                Mutator -> Collector : poll
                Collector --> Mutator : go on
                ....
                """;
        TestBook.of(folder, diagrams);
        String second = TestBook.of(folder, diagrams).chapters().get(0).html();
        assertThat(second).contains("Marking", "Collector", "<svg class=\"drawn\"", "viewBox=")
                .doesNotContain("-->", "<img", "id=\"Idle", "id='Idle");
    }

    @Test
    void rationaleExampleDiagramAndTableHaveTheirOwnLook() throws IOException {
        assertThat(page(Status.absent())).contains("class=\"openblock rationale\"",
                "<p class=\"remark\">doubled</p><code class=\"ask\"><b>value.encode</b>", "class=\"wide\"",
                "class=\"narrow\"",
                "aria-label=\"64 bits: 0\u20132 tag, 3\u201363 payload\"", "<code>0x0</code>", "a|b");
    }

    @Test
    void statusStandsBesideTheClauseOnceThereIsAReport() throws IOException {
        Path report = folder.resolve("report.json");
        Files.writeString(report, """
                {"complete":true,"run":{"impl":{"name":"mine","version":"2"}},
                 "results":[{"id":"a","rules":["VAL-03"],"verdict":"pass"}],
                 "rules":[{"id":"VAL-03","level":"must","evidence":"property","cases":12}]}""");
        assertThat(page(Status.read(report))).contains(
                "<a class=\"badge b-pass\" href=\"report/index.html#VAL-03\">pass \u00b7 property \u00b7 12 cases</a>");
        Files.writeString(report, Files.readString(report).replace("\"pass\"", "\"crash\""));
        assertThat(page(Status.read(report))).contains("b-fail", "failing \u00b7 property");
        Files.writeString(report, Files.readString(report).replace("true", "false"));
        assertThat(Status.read(report).present()).as("a report that was not finished").isFalse();
    }

    @Test
    void stressEvidenceOfTheReferenceStandsBesideTheStatus() throws IOException {
        Path report = folder.resolve("report.json");
        Files.writeString(report,
                """
                        {"complete":true,"run":{"impl":{"name":"mine","version":"2"}},"results":[],
                         "rules":[{"id":"VAL-03","level":"must","evidence":"none","cases":0,
                          "stress":{"verdict":"pass","tests":["T"],"samples":5,"forbidden":0,"words":"1 test, 5 <samples>"}}]}""");
        assertThat(page(Status.read(report))).contains("class=\"badge stress b-pass\"",
                ">reference, stress: 1 test, 5 &lt;samples&gt;</span>");
        Files.writeString(report, Files.readString(report).replaceAll("\"stress\":\\{.*?}", "\"stress\":null"));
        assertThat(page(Status.read(report))).doesNotContain("reference, stress");
    }

    @Test
    void searchAndIndexKnowClausesAndTerms() throws IOException {
        page(Status.absent());
        Path out = folder.resolve("out");
        assertThat(Files.readString(out.resolve("search-index.js"))).contains("\"u\":\"values.html#VAL-03\"",
                "\"t\":\"The word of an int\"", "Because.").as("the head of a clause")
                .doesNotContain("The word of an intmust").doesNotContain("VAL-03 The word");
        assertThat(Files.readString(out.resolve("terms.html"))).contains("<li>word: <a href=\"values.html#ix-1\">",
                "<a class=\"rule-id\" href=\"values.html#VAL-03\">VAL-03</a>");
    }
}
