package dev.jetvm.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.Launch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a case file means, and what is said of one that is broken: one message, one place, what to do. */
class CaseReaderTest {
    private static final String HEAD = "format: jet-cases/1\nchapter: values\ncases:\n";
    private static final String REST = ", title: t, rules: [VAL-01], request: {op: ping}, expect: {outcome: ok}}\n";

    @Test
    void hex_and_utf8_become_base64() {
        CorpusCase one = read(HEAD + """
                  - id: a
                    title: t
                    rules: [STR-04]
                    request: {op: string.hash, bytes: !hex "4A 65 74"}
                    expect: {outcome: ok, value: {text: !utf8 "ü"}}
                """).getFirst();

        assertThat(request(one).members()).hasToString("{\"bytes\":\"SmV0\"}");
        assertThat(one.steps().getFirst().expect()).hasToString("{\"outcome\":\"ok\",\"value\":{\"text\":\"w7w=\"}}");
    }

    @Test
    void a_table_is_one_case_a_row_and_a_cell_alone_keeps_its_type() {
        List<CorpusCase> cases = read(
                HEAD + """
                          - table: pack-{name}
                            title: "the type {n}"
                            rules: [HDR-02]
                            request: {op: header.pack, type: "{n}", flags: "{deep}", note: "{n} of {name}", bytes: !hex "{b} 00"}
                            expect: {outcome: ok}
                            rows:
                              - {name: one, n: 0xAB, deep: [1, {x: true}], b: "01"}
                              - {name: two, n: 2, deep: null, b: !hex "02"}
                        """);

        assertThat(cases).extracting(CorpusCase::id).containsExactly("pack-one", "pack-two");
        assertThat(cases).extracting(CorpusCase::title).containsExactly("the type 0xAB", "the type 2");
        assertThat(request(cases.get(0)).members()).hasToString(
                "{\"type\":171,\"flags\":[1,{\"x\":true}],\"note\":\"0xAB of one\",\"bytes\":\"AQA=\"}");
        assertThat(request(cases.get(1)).members()).hasToString(
                "{\"type\":2,\"flags\":null,\"note\":\"2 of two\",\"bytes\":\"AgA=\"}");
        assertThat(cases).extracting(each -> each.source().line()).containsExactly(10, 11);
    }

    @Test
    void a_process_case_starts_a_program() {
        CorpusCase one = read(HEAD + """
                  - table: a-{name}
                    title: t
                    rules: [BOOT-12]
                    rows: [{name: x, given: [one, "two words"]}]
                    process: {assembly: "t", args: "{given}", env: {A: b}, stdin: "in"}
                    expect: {status: 3, stdout: "", stderr: "$matches:panic: .*"}
                """).getFirst();

        Launch launch = ((Step.Start) one.steps().getFirst().sent()).launch();
        assertThat(launch.arguments()).containsExactly("one", "two words");
        assertThat(launch.environment()).containsExactly(entry("A", "b"));
        assertThat(launch.input()).isEqualTo("in");
        assertThat(one.requires()).containsExactlyInAnyOrder("process.command", "process.arguments");
        assertThat(one.ownProcess()).isTrue();
    }

    @Test
    void a_process_case_may_send_signals_in_order() {
        CorpusCase one = read(HEAD + """
                  - table: a-{name}
                    title: t
                    rules: [BOOT-12]
                    rows: [{name: x, signal: INT}]
                    process: {missing: true, signals: [{send: "{signal}", after: "ready\\n"}, {send: USR1, after: ü}]}
                    expect: {status: 3, stdout: "", stderr: ""}
                """).getFirst();

        assertThat(((Step.Start) one.steps().getFirst().sent()).launch().signals()).containsExactly(
                new Launch.Signal(Launch.SignalName.INT, "ready\n"), new Launch.Signal(Launch.SignalName.USR1, "ü"));
        assertThat(one.requires()).containsExactlyInAnyOrder("process.command", "process.signals");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                  | 'signals' has to be a list with something in it
            {send: INT, after: x}               | 'signals' has to be a list with something in it
            [INT]                               | a signal has the members 'send' and 'after'
            [{send: INT}]                       | a signal has the members 'send' and 'after'
            [{after: x}]                        | a signal has the members 'send' and 'after'
            [{send: INT, after: x, times: 2}]   | a signal has the members 'send' and 'after'
            [{send: KILL, after: x}]            | "KILL" is no signal that can be sent
            [{send: SIGINT, after: x}]          | known are [INT, TERM, USR1, USR2]
            [{send: 2, after: x}]               | 2 is no signal that can be sent
            [{send: INT, after: ""}]            | 'after' has to be a text that the process writes before the signal INT
            [{send: INT, after: 1}]             | 'after' has to be a text that the process writes before the signal INT
            """, quoteCharacter = '`')
    void a_signal_has_a_known_name_and_a_text(String signals, String message) {
        assertThatThrownBy(() -> read(HEAD + "  - {id: a, title: t, rules: [A-01], process: {missing: true, signals: "
                + signals + "}, expect: {status: 0, stdout: x, stderr: x}}\n")).hasMessageContaining(message)
                .hasMessageContaining(":4:");
    }

    @Test
    void a_process_case_has_one_program_and_a_whole_expectation() {
        String end = "expect: {status: 0, stdout: \"\", stderr: \"\"}}";
        assertThatThrownBy(() -> read(HEAD + "  - {id: a, title: t, rules: [A-01], process: {}, " + end + "\n"))
                .hasMessageContaining("a process has one main module");
        assertThatThrownBy(() -> read(
                HEAD + "  - {id: a, title: t, rules: [A-01], process: {missing: true, assembly: x}, " + end + "\n"))
                .hasMessageContaining("a process has one main module");
        assertThatThrownBy(() -> read(HEAD
                + "  - {id: a, title: t, rules: [A-01], process: {missing: true}, expect: {status: 256, stdout: x}}\n"))
                .hasMessageContaining("status from 0 to 255");
        assertThatThrownBy(() -> read(HEAD
                + "  - {id: a, title: t, rules: [A-01], process: {missing: true}, expect: {status: 1, stdout: x}}\n"))
                .hasMessageContaining("'stderr' has to be a text or a pattern");
    }

    @Test
    void a_repeated_item_is_written_once_for_each_number() {
        CorpusCase one = read(HEAD + """
                  - id: a
                    title: t
                    rules: [MOD-08]
                    request:
                      op: vm.run
                      modules:
                        - !repeat
                          from: 0
                          to: 1
                          item: {assembly: "m{k} before m{next}", number: "{k}"}
                        - {assembly: "m{k}"}
                    expect: {outcome: ok}
                """).getFirst();

        assertThat(request(one).members()).hasToString("{\"modules\":[{\"assembly\":\"m0 before m1\",\"number\":0},"
                + "{\"assembly\":\"m1 before m2\",\"number\":1},{\"assembly\":\"m{k}\"}]}");
    }

    @Test
    void in_a_table_a_repeated_item_knows_the_cells_of_the_row() {
        CorpusCase one = read(HEAD + """
                  - table: a-{n}
                    title: t
                    rules: [MOD-08]
                    request: {op: vm.run, modules: [!repeat {from: "{n}", to: 3, item: "{n} {k}"}]}
                    expect: {outcome: ok}
                    rows: [{n: 2}]
                """).getFirst();

        assertThat(request(one).members()).hasToString("{\"modules\":[\"2 2\",\"2 3\"]}");
    }

    @Test
    void outside_a_table_braces_mean_themselves() {
        CorpusCase one = read(
                HEAD + "  - {id: a, title: '{x}', rules: [VAL-01], request: {raw: '{y}'}, expect: {outcome: ok}}")
                .getFirst();

        assertThat(one.title()).isEqualTo("{x}");
        assertThat(((Step.Raw) one.steps().getFirst().sent()).line()).asString().isEqualTo("{y}");
    }

    @Test
    void a_case_overrides_the_defaults_and_each_profile_is_a_case() {
        List<CorpusCase> cases = read(
                """
                        format: jet-cases/1
                        chapter: values
                        defaults: {level: should, since: "1.1", requires: [header.bytes], profiles: [tagged, nan]}
                        cases:
                          - {id: a, title: t, rules: [VAL-01], request: {op: value.decode, word: "0x8"}, expect: {outcome: ok}}
                          - {id: b, title: t, rules: [VAL-01], level: may, profiles: [nan], request: {op: ping}, expect: {outcome: ok}}
                        """);

        assertThat(cases).extracting(CorpusCase::id).containsExactly("a", "a@nan", "b@nan");
        assertThat(cases).extracting(CorpusCase::level).containsExactly("should", "should", "may");
        assertThat(cases.get(0).requires()).containsExactlyInAnyOrder("header.bytes", "value.words");
        assertThat(cases.get(1).requires()).containsExactlyInAnyOrder("header.bytes", "value.words", "profile.nan");
        assertThat(cases.get(1).source()).isEqualTo(new Source("broken.yaml", 5, 5));
    }

    @Test
    void a_case_that_expects_unsupported_is_about_implementations_without_the_feature() {
        List<CorpusCase> cases = read(
                """
                        format: jet-cases/1
                        chapter: instructions
                        cases:
                          - {id: a, title: t, rules: [ISA-37], kind: negative, request: {op: ping}, expect: {outcome: unsupported, feature: vm.tasks}}
                          - {id: b, title: t, rules: [ISA-37], requires: ["!vm.tasks"], request: {op: ping}, expect: {outcome: ok}}
                          - {id: c, title: t, rules: [ISA-37], kind: negative, request: {op: configure, profile: decimal}, expect: {outcome: unsupported, feature: profile.decimal}}
                        """);

        assertThat(cases.get(0).requires()).containsExactly("!vm.tasks");
        assertThat(cases.get(1).requires()).containsExactly("!vm.tasks");
        assertThat(cases.get(2).requires()).as("a profile").isEmpty();
        assertThat(cases.get(0).info(1).runs(feature -> feature.equals("profile.tagged"))).isTrue();
        assertThat(cases.get(0).info(1).runs(_ -> true)).isFalse();
        assertThat(cases.get(0).info(1).missing(_ -> true)).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void a_broken_file_ends_in_one_message(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CorpusError.class).hasMessage(message);
    }

    static Stream<Arguments> a_broken_file_ends_in_one_message() {
        return Stream.of(
                broken("", "1:1: the file is empty; write format: jet-cases/1, chapter: and cases:"),
                broken("format: jet-cases/2\nchapter: values\n",
                        "1:9: the format is not jet-cases/1; write format: jet-cases/1"),
                broken("format: jet-cases/1\ncases: []\n", "1:1: 'chapter' is missing; add chapter:"),
                broken("format: jet-cases/1\nchapter: values\nextra: 1\n",
                        "3:1: the unknown key 'extra'; known here are format, chapter, defaults, cases"),
                broken(HEAD + "  - {table: \"a-{n}\", title: t, rules: [X-01], request: {op: ping}, "
                        + "expect: {outcome: ok, value: {\"{n}\": 1}}, rows: [{n: 1}]}",
                        "4:98: the key '{n}' has a placeholder, which is filled in values only; "
                                + "let the whole mapping be a cell"),
                broken(HEAD + "  - {table: \"a-{n}\", title: t, rules: [X-01], request: {op: ping, x: \"{c}\"}, "
                        + "expect: {outcome: ok}, rows: [{n: 1, c: [{d: \"of {n}\"}]}]}",
                        "4:123: the cell names the column 'n', but cells are inserted as they are; write the text out"),
                broken(HEAD + "  - {id: a, id: b" + REST, "4:13: the key 'id' stands twice; remove one of the two"),
                broken(HEAD + "  - {id: A_b" + REST,
                        "4:10: 'A_b' is no case id; use lower-case letters, digits, '-' and '.', a letter or digit first"),
                broken(HEAD + "  - {id: a, title: t, rules: [], request: {op: ping}, expect: {outcome: ok}}",
                        "4:30: no rule is named; write rules: [VAL-03], the clauses that the case shows"),
                broken(HEAD + "  - {id: a, title: t, rules: [X-01], request: {op: value.guess}, expect: {outcome: ok}}",
                        "4:47: the request names no known operation: \"value.guess\"; "
                                + "write op: with an operation of operations.json, or raw: for a line as it is"),
                broken(HEAD + "  - {id: a, title: t, rules: [X-01], request: {op: ping}, expect: {outcome: fine}}",
                        "4:67: the expectation has no known outcome: 'fine'; "
                                + "write outcome: ok, panic, reject, unsupported, error, ..."),
                broken(HEAD
                        + "  - {id: a, title: t, rules: [X-01], request: {op: ping}, expect: {outcome: ok, vaule: 1}}",
                        "4:67: the expectation has the unknown member 'vaule'; "
                                + "known are outcome, value, code, phase, at, feature, id, definite"),
                broken(HEAD
                        + "  - {id: a, title: t, rules: [X-01], request: {op: ping, b: !hex 'ABC'}, expect: {outcome: ok}}",
                        "4:61: !hex \"ABC\" is no row of bytes; "
                                + "write two hexadecimal digits a byte, blanks between them as you like"),
                broken(HEAD
                        + "  - {id: a, title: t, rules: [X-01], request: {op: ping, b: !base64 'AA'}, expect: {outcome: ok}}",
                        "4:61: the unknown tag !base64; use !hex, !utf8 or, for an item of a list, !repeat"),
                broken(HEAD
                        + "  - {id: a, title: t, rules: [X-01], request: {op: ping, w: 0xFFFFFFFFFFFFFFFF}, expect: {outcome: ok}}",
                        "4:61: the number 0xFFFFFFFFFFFFFFFF is beyond 2^53; quote it: such numbers travel as text"),
                broken(HEAD
                        + "  - {id: a, title: t, rules: [X-01], request: {op: ping, w: 1.5}, expect: {outcome: ok}}",
                        "4:61: the fraction 1.5; JSON numbers of the protocol are whole; quote the text"),
                broken(HEAD + "  - {id: a, title: t, rules: [X-01], request: {op: ping}}",
                        "4:5: 'expect' is missing; add expect:"),
                broken(HEAD + "  - {id: a, kind: nice" + REST,
                        "4:19: 'nice' is no kind; known are example, negative, property, history, program, probe"),
                broken(HEAD + "  - {id: a, profiles: [boxed]" + REST,
                        "4:23: 'boxed' is no profiles; known are tagged, nan"),
                broken(HEAD + "  - {table: 'a-{n}', rows: [{m: 1}]" + REST,
                        "4:13: the row has no column 'n'; it has m"),
                broken(HEAD + "  - {table: 'a-{n}', rows: [{n: [1]}]" + REST,
                        "4:33: the cell 'n' is no scalar but is spliced into a text; let \"{n}\" stand alone"),
                broken(HEAD + "  - {table: 'a-{n}', rows: []" + REST,
                        "4:28: 'rows' has to be a list with something in it; write items that begin with '- '"),
                broken(HEAD + "  - {id: a, rows: [{n: 1}]" + REST,
                        "4:19: rows belong to a table; write table: instead of id:"),
                broken(HEAD + "  - {id: a, steps: [{request: {op: ping}, expect: {outcome: ok}}]" + REST,
                        "4:20: a case has steps or one request, not both; move the request into steps:"),
                broken(HEAD + "  - {id: a, title: t, rules: [X-01], request: {op: ping}, expect: {anyOf: []}}",
                        "4:67: anyOf has to be a list and stand alone; "
                                + "write expect: {anyOf: [{outcome: ...}, {outcome: ...}]}"),
                broken(HEAD + "  - {id: a, title: {}, rules: [X-01], request: {op: ping}, expect: {outcome: ok}}",
                        "4:20: 'title' has to be a text; write one line"),
                broken(HEAD
                        + "  - {id: a, request: {op: ping, m: !repeat {from: 0, to: 1, item: 1}}, title: t, rules: [X-01], "
                        + "expect: {outcome: ok}}",
                        "4:36: !repeat is no item of a list; write it behind '- '"),
                broken(HEAD
                        + "  - {id: a, request: {op: ping, m: [!repeat {from: 2, to: 1, item: 1}]}, title: t, rules: [X-01], "
                        + "expect: {outcome: ok}}",
                        "4:37: !repeat from 2 to 1; write whole numbers, at most 10,000 of them, the smaller one first"),
                broken(HEAD
                        + "  - {id: a, request: {op: ping, m: [!repeat {from: 2, to: 3, times: 1}]}, title: t, rules: [X-01], "
                        + "expect: {outcome: ok}}",
                        "4:62: the unknown key 'times'; known here are from, to, item"),
                broken(HEAD + "  - {id: [a\n",
                        "5:1: no YAML: expected ',' or ']', but got <stream end>; see the columns around it; "
                                + "words such as 0x8 and texts with { } : # belong in quotes"));
    }

    private static Arguments broken(String text, String message) {
        return Arguments.of(text, "broken.yaml:" + message);
    }

    private static List<CorpusCase> read(String text) {
        return new CaseReader("broken.yaml").read(text);
    }

    private static Request request(CorpusCase of) {
        return ((Step.Message) of.steps().getFirst().sent()).request();
    }
}
