package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of the text that has to fail the build, each with the line it is at. Bodies begin at line 4. */
class ChecksTest {
    private static final String GOOD = """
            .One
            [rule#VAL-03,level=must,since=1.0]
            It MUST be one.
            """;

    @TempDir
    Path folder;

    private void finds(String body, String... problems) throws IOException {
        assertThat(TestBook.problems(folder, body)).containsExactly(problems);
    }

    @Test
    void nothingIsWrongWithAGoodClause() throws IOException {
        finds(GOOD + "\nSee <<VAL-03>> and <<values>>.");
    }

    @Test
    void anIdOutsideTheCatalogue() throws IOException {
        finds("[rule#HDR-00,level=must]\nIt MUST be.",
                "values.adoc:5: HDR-00 is not in the catalogue, whose HDR rows end at 14");
        finds("[rule#NOPE-01,level=must]\nIt MUST be.",
                "values.adoc:5: NOPE-01: the catalogue has no prefix NOPE; it has HEAP HDR GC ROOT BAR FIN VAL STR ARR "
                        + "STRUCT TYPE IC SCHED DEQ TASK CHAN SEL EFF UNW FFI PANIC BOOT EXIT PERF PLAT CFG ISA INTERP "
                        + "VERIFY OPT JIT MOD DBG PROF STD IO NAN LANG CLS");
    }

    @Test
    void continuedNumbersPartsAndTheProtocolsPrefixAreFine() throws IOException {
        finds("[rule#NAN-07,level=must]\nIt MUST be.\n\n[rule#VAL-05a,level=must]\nIt MUST be.\n\n"
                + "[rule#CONF-22,level=must]\nIt MUST be.");
    }

    @Test
    void aClauseWrittenTwice() throws IOException {
        assertThat(TestBook.problems(folder, GOOD + "\n" + GOOD))
                .contains("values.adoc:10: VAL-03 is written twice; first at values.adoc:6");
    }

    @Test
    void levels() throws IOException {
        finds("[rule#VAL-03,level=shall]\nIt MUST be.",
                "values.adoc:5: VAL-03: level=shall is unknown; it is must, should or may");
        finds("[rule#VAL-03]\nIt MUST be.", "values.adoc:5: VAL-03: no level; it is must, should or may");
        finds("[rule#VAL-03,level=must]\nIt SHOULD be.",
                "values.adoc:5: VAL-03 has level=must but the strongest key word of its text is SHOULD");
        finds("[rule#VAL-03,level=should]\nIt SHOULD be, and it MUST NOT not be.",
                "values.adoc:5: VAL-03 has level=should but the strongest key word of its text is MUST");
        finds("[rule#VAL-03,level=may]\nIt is `MAY` only in code.",
                "values.adoc:5: VAL-03 has level=may but its text has none of MUST, SHOULD, MAY");
    }

    @Test
    void aReferenceThatLeadsNowhere() throws IOException {
        finds(GOOD + "\nSee\n<<VAL-99>>.", "values.adoc:9: <<VAL-99>> leads nowhere");
        finds("[rule#VAL-03,level=must,errata=\"ERR-777\"]\nIt MUST be.",
                "values.adoc:4: errata=ERR-777: the appendix has no ERR-777");
    }

    @Test
    void aClauseInAListOrATable() throws IOException {
        finds("* item\n+\n[rule#VAL-03,level=must]\nIt MUST be.",
                "values.adoc:6: VAL-03 is not read as a clause: "
                        + "a rule is a block of its own in a chapter, outside lists and tables");
        finds("|===\na|\n[rule#VAL-03,level=must]\nIt MUST be.\n|===",
                "values.adoc:6: VAL-03 is not read as a clause: "
                        + "a rule is a block of its own in a chapter, outside lists and tables");
    }

    @Test
    void aPromiseForAnotherVersion() throws IOException {
        finds("Order is told in a later\nversion.",
                "values.adoc:4: 'later version' promises what another version of the "
                        + "book says; say what holds in this one");
        finds("It comes with the chapter on types.",
                "values.adoc:4: 'comes with the chapter' promises what another version of the book says; say what holds in "
                        + "this one");
        finds("The id is reserved for later versions, and it comes with a name.\n\n----\nfor now\n----");
    }

    @Test
    void untestableWithoutAReason() throws IOException {
        finds("[rule#VAL-03,level=must,untestable=\"\"]\nIt MUST be.",
                "values.adoc:5: VAL-03: untestable needs a reason");
    }

    @Test
    void anExampleForNoClauseAndOneThatCannotBeRead() throws IOException {
        finds(GOOD + "\n[example,for=VAL-04]\n----\nping {} -> ok {}\n----",
                "values.adoc:9: an example for VAL-04, which is no clause of this book");
        finds(GOOD + "\n[example,for=VAL-03]\n----\nping {} -> ok {}\nping {}\n----",
                "values.adoc:11: an exchange without ' -> ': ping {}");
    }

    @Test
    void aTableThatNoAgentDescribes() throws IOException {
        finds("table::describe[topic=value,name=tags]", "values.adoc:4: no tables of topic 'value': none in this test");
    }

    @Test
    void aDiagramThatDoesNotAddUp() throws IOException {
        finds("[bitfield,bits=8]\n----\n0-3 low\n5-7 high\n----", "values.adoc:6: no field holds bit 4");
        finds("[bitfield,bits=8]\n----\n0-3 low\n3-7 high\n----", "values.adoc:7: high overlaps low at 3");
        finds("[bitfield]\n----\n0-3 low\n----", "values.adoc:5: a diagram needs bits=N, from 1 to 9999");
    }

    @Test
    void whatAsciidoctorItselfReports() throws IOException {
        assertThat(TestBook.problems(folder, "include::missing.adoc[]")).singleElement().asString()
                .startsWith("values.adoc:4: include file not found");
    }
}
