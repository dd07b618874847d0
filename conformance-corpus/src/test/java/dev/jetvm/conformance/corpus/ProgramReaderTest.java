package dev.jetvm.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.conformance.protocol.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What the header of a program means, and what is said of a wrong one: one message, one place, what to do. */
class ProgramReaderTest {
    private static final String HEAD = "; title: t\n; rules: ISA-12\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_program_without_a_binary_is_run_as_text_and_its_header_is_not_sent() {
        List<CorpusCase> cases = read("programs/values/add.jasm", HEAD + "; expect stdout:\n; | 3\n; |\n;   |  x\n"
                + "\n.module \"m\"\n");

        assertThat(cases).extracting(CorpusCase::id).containsExactly("prog-values-add", "prog-values-add@nan");
        CorpusCase one = cases.getFirst();
        assertThat(request(one).op()).isEqualTo("vm.run");
        assertThat(request(one).members())
                .hasToString("{\"assembly\":\"\\n\\n\\n\\n\\n\\n\\n.module \\\"m\\\"\\n\",\"counters\":false}");
        assertThat(expect(one)).hasToString("{\"outcome\":\"ok\",\"value\":{\"status\":\"returned\","
                + "\"stdout\":\"3\\n\\n x\\n\",\"panic\":\"$absent\",\"stack\":0}}");
        assertThat(one.requires()).containsExactlyInAnyOrder("vm.run", "vm.text");
        assertThat(one.kind()).isEqualTo("program");
        assertThat(one.source()).hasToString("programs/values/add.jasm:1:1");
        assertThat(cases.getLast().requires()).contains("profile.nan");
    }

    @Test
    void a_program_about_an_observation_needs_it() {
        String panics = "; expect panic: user\n; expect trace: f:3\n; profiles: tagged\n\n.module \"m\"\n";
        assertThat(read("programs/calls/any.jasm", "; title: t\n; rules: ISA-48\n" + panics).getFirst().requires())
                .containsExactlyInAnyOrder("vm.run", "vm.text");
        assertThat(read("programs/calls/traced.jasm", "; title: t\n; rules: DBG-01\n" + panics).getLast().requires())
                .contains("vm.trace", "vm.lines");
    }

    @Test
    void the_binary_beside_it_is_a_case_of_its_own_that_needs_no_assembler() throws IOException {
        write("programs/sums/add.jetc", "JETC");
        List<CorpusCase> cases = read("programs/sums/add.jasm", HEAD + "; profiles: tagged\n; args: a,b c\n"
                + "; limits: steps=9\n; entry: f\n; params: gc.stress=allocation\n");

        assertThat(cases).extracting(CorpusCase::id).containsExactly("prog-sums-add", "prog-sums-add.bin");
        CorpusCase binary = cases.getLast();
        assertThat(request(binary).members()).hasToString("{\"module\":\"SkVUQw==\",\"entry\":\"f\","
                + "\"args\":[\"a,b\",\"c\"],\"limits\":{\"steps\":9}}");
        assertThat(binary.requires()).containsExactlyInAnyOrder("vm.run", "gc.stress");
        CorpusCase text = cases.getFirst();
        assertThat(text.requires()).as("an agent without text gets the binary").containsExactlyInAnyOrder("vm.run",
                "gc.stress");
        assertThat(((Step.Program) text.steps().getFirst().sent()).binary().members()).hasToString(
                "{\"module\":\"SkVUQw==\",\"entry\":\"f\",\"args\":[\"a,b\",\"c\"],\"limits\":{\"steps\":9},"
                        + "\"counters\":false}");
        assertThat(binary.setting().params()).isEqualTo(Map.of("gc.stress", "allocation"));
        assertThat(binary.steps().getFirst().expect()).isEqualTo(expect(cases.getFirst()));
    }

    @Test
    void libraries_go_along_without_their_headers() throws IOException {
        write("programs/sums/one.lib.jasm", "; title: x\n.module \"one\"\n");
        write("programs/sums/add.jetc", "JETC");
        String text = HEAD + "; profiles: tagged\n; modules: one.lib.jasm\n";
        assertThat(request(read("programs/sums/add.jasm", text).getFirst()).members().path("modules")).hasToString(
                "[{\"assembly\":\"\\n.module \\\"one\\\"\\n\"}]");

        assertThat(read("programs/sums/add.jasm", text)).as("no binary of the library").hasSize(1);
        write("programs/sums/one.lib.jetc", "J");
        assertThat(request(read("programs/sums/add.jasm", text).getLast()).members().path("modules")).hasToString(
                "[{\"module\":\"Sg==\"}]");
    }

    @Test
    void what_a_program_needs_follows_from_its_instructions_and_those_of_its_libraries() throws IOException {
        write("programs/sums/one.lib.jasm",
                "; title: x\n.module one\n.init f\n.function f\nNEW_LIST 0\nRETURN\n.end\n");
        write("programs/sums/one.lib.jetc", "J");
        write("programs/sums/add.jetc", "JETC");
        String text = HEAD + "; profiles: tagged\n; modules: one.lib.jasm\n"
                + "\n.module \"m\"\n.import \"jet\" write function\n.function f\n"
                + "again: 0000: NIL ; ADD\nPRINT\nlast:\n.byte 8 0x1B 255 14\n.constant \"NOT\"\n.end\n";
        List<CorpusCase> cases = read("programs/sums/add.jasm", text);

        assertThat(cases).extracting(CorpusCase::requires).containsOnly(Set.of("vm.run", "vm.natives", "modules.link",
                "vm.constants", "vm.arithmetic", "vm.calls", "vm.aggregates"));
        assertThat(read("programs/sums/add.jasm", text.replace("; profiles", "; lacks: vm.calls\n; profiles"))
                .getFirst().requires()).doesNotContain("vm.calls");
    }

    @Test
    void a_program_that_is_only_unsupported_is_about_machines_without_the_feature() {
        String program = "; profiles: tagged\n\n.module m\n.function f\nYIELD\nNIL\nRETURN\n.end\n";

        assertThat(read("programs/a/b.jasm", HEAD + "; expect unsupported: vm.tasks\n" + program).getFirst().requires())
                .contains("!vm.tasks").doesNotContain("vm.tasks");
        assertThatThrownBy(
                () -> read("programs/a/b.jasm",
                        HEAD + "; expect unsupported: vm.tasks\n; expect result: nil\n" + program))
                .hasMessageContaining("a program that is not supported does nothing else");
        assertThat(read("programs/a/b.jasm", HEAD + "; requires: !vm.tasks\n; lacks: vm.tasks\n" + program).getFirst()
                .requires()).contains("!vm.tasks");
    }

    @Test
    void a_checked_module_needs_the_part_that_finds_its_fault() {
        assertThat(checked("; expect reject: malformed asm-label at 3:1\n; rules: ASM-01")).isEmpty();
        assertThat(checked("; expect reject: invalid stack-underflow\n; rules: ASM-01")).containsExactly(
                "modules.verify");
        assertThat(checked("; expect reject: invalid operand-kind\n; rules: ASM-01")).containsExactlyInAnyOrder(
                "modules.verify", "modules.types");
        assertThat(checked("; expect reject: invalid stackmap-size\n; rules: ASM-01")).containsExactlyInAnyOrder(
                "modules.verify", "modules.stackmaps");
        assertThat(checked("; expect ok\n; rules: MOD-01a")).isEmpty();
        assertThat(checked("; expect ok\n; rules: VERIFY-02")).containsExactlyInAnyOrder("modules.verify",
                "modules.types");
    }

    /** The requirements beyond the operation and the text. */
    private Set<String> checked(String header) {
        Set<String> requires = new TreeSet<>(read("malformed/a/b.jasm", "; title: t\n" + header
                + "\n; profiles: tagged\n\nx\n").getFirst().requires());
        assertThat(requires).contains("modules.decode", "vm.text");
        requires.removeAll(Set.of("modules.decode", "vm.text"));
        return requires;
    }

    @Test
    void in_the_nan_profile_a_program_is_run_once_the_binary_without_counters() throws IOException {
        write("programs/values/add.jetc", "JETC");
        List<CorpusCase> cases = read("programs/values/add.jasm", HEAD);

        assertThat(cases).extracting(CorpusCase::id).containsExactly("prog-values-add", "prog-values-add.bin",
                "prog-values-add.bin@nan");
        assertThat(request(cases.getLast()).members()).hasToString("{\"module\":\"SkVUQw==\",\"counters\":false}");
        assertThat(cases.getLast().requires()).contains("vm.run", "profile.nan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONST (1.5)", "CONST (-2e9)", "CONST (1f)", "CONST (-inf)", "CONST (nanf)",
            "CONST (2147483648)", "CONST (-2147483649)", "CONST ('a')", "CONST ('\\'')", "CONST (#s)",
            "CONVERT float32", ".import \"jet\" weak function"})
    void a_program_that_names_a_value_with_another_word_is_a_case_of_both_profiles(String line) {
        assertThat(read("programs/jumps/a.jasm", HEAD + "\n" + line + "\n")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONST (2147483647)", "CONST (-2147483648)", "CONST (\"1.5 'a' #s\") ; 1.5 'a'",
            "0000: NIL", "f arity=1", "JUMP inference", ".constant @nano"})
    void any_other_program_is_a_case_of_the_tagged_profile(String line) {
        assertThat(read("programs/jumps/a.jasm", HEAD + "\n" + line + "\n")).hasSize(1);
    }

    @Test
    void collections_at_chosen_moments_or_a_line_of_the_header_make_it_a_case_of_both() {
        assertThat(read("programs/jumps/a.jasm", HEAD + "; params: gc.stress=poison\n")).hasSize(2);
        assertThat(read("programs/jumps/a.jasm", HEAD + "; profiles: tagged nan\n")).hasSize(2);
        assertThat(read("programs/values/a.jasm", HEAD + "; profiles: tagged\n")).hasSize(1);
    }

    @Test
    void a_module_that_is_only_checked_is_one_case_its_binary_if_there_is_one() throws IOException {
        String text = HEAD + "; expect reject: invalid stack-depth\n\nCONST (1.5)\n";
        assertThat(read("malformed/stack/a.jasm", text)).singleElement()
                .satisfies(each -> assertThat(request(each).members().has("assembly")).isTrue());

        write("malformed/stack/a.jetc", "JETC");
        CorpusCase one = read("malformed/stack/a.jasm", text).getFirst();
        assertThat(read("malformed/stack/a.jasm", text)).hasSize(1);
        assertThat(one.id()).isEqualTo("mod-stack-a");
        assertThat(request(one).members()).hasToString("{\"module\":\"SkVUQw==\"}");
    }

    @Test
    void every_end_of_a_run_can_be_expected() {
        assertThat(end("; expect panic: bounds\n; expect trace: f:12 main:3 g\n")).contains(
                "\"status\":\"panic\"", "\"panic\":{\"code\":\"bounds\",\"trace\":[{\"function\":\"f\",\"line\":12},"
                        + "{\"function\":\"main\",\"line\":3},{\"function\":\"g\"}]}",
                "\"stack\":0");
        assertThat(end("; expect status: exhausted\n")).contains("\"status\":\"exhausted\"",
                "\"exhausted\":\"steps\"").doesNotContain("stack\":");
        assertThat(end("; expect status: halted\n; expect instructions: 7\n; expect calls: 0\n")).contains(
                "\"halted\"", "\"counters\":{\"instructions\":7,\"calls\":0}");
        assertThat(end("; expect reject: unlinkable module-missing\n")).isEqualTo(
                "{\"outcome\":\"reject\",\"phase\":\"unlinkable\",\"code\":\"module-missing\"}");
        assertThat(end("; expect stderr:\n; \"a\\tb\"\n")).contains("\"stderr\":\"a\\tb\"");
        assertThat(end("; expect log:\n; | {gc: full}\n; | {after: \"$decimals:0\"}\n")).contains(
                "\"stderr\":{\"$lines\":[{\"gc\":\"full\"},{\"after\":\"$decimals:0\"}]}");
    }

    @ParameterizedTest
    @MethodSource
    void a_result_is_spelled_as_the_protocol_does(String written, String sent) {
        assertThat(end("; expect result: " + written + "\n")).contains("\"result\":" + sent);
    }

    static Stream<Arguments> a_result_is_spelled_as_the_protocol_does() {
        return Stream.of(Arguments.of("nil", "{\"kind\":\"nil\"}"),
                Arguments.of("false", "{\"kind\":\"bool\",\"value\":false}"),
                Arguments.of("-42", "{\"kind\":\"int\",\"value\":\"-42\"}"),
                Arguments.of("float64 -0.0", "{\"kind\":\"float64\",\"bits\":\"0x8000000000000000\"}"),
                Arguments.of("float64 nan", "{\"kind\":\"float64\",\"bits\":\"$nan64\"}"),
                Arguments.of("float32 1.5", "{\"kind\":\"float32\",\"bits\":\"0x3FC00000\"}"),
                Arguments.of("float32 -inf", "{\"kind\":\"float32\",\"bits\":\"0xFF800000\"}"),
                Arguments.of("char U+1F600", "{\"kind\":\"char\",\"value\":128512}"),
                Arguments.of("string \"a b\"", "{\"kind\":\"string\",\"bytes\":\"YSBi\"}"),
                Arguments.of("object Array", "{\"kind\":\"object\",\"type\":\"Array\"}"));
    }

    @Test
    void bytes_have_sizes_a_length_and_a_checksum_and_say_where_the_fault_is() {
        CorpusCase one = read("malformed/header/flag.hex", HEAD + "; profiles: tagged\n"
                + "; expect reject: malformed flag at @\n\n\"JETC\" 0001 0000 LENGTH CRC ; header\n"
                + "01 SIZE( 00000001 SIZE( \"ab\" ) @ )\n").getFirst();

        assertThat(one.id()).isEqualTo("mod-header-flag");
        assertThat(one.requires()).containsExactly("modules.decode");
        byte[] bytes = java.util.Base64.getDecoder().decode(request(one).members().path("module").asString());
        assertThat(bytes).startsWith('J', 'E', 'T', 'C', 0, 1, 0, 0, 0, 0, 0, 31)
                .endsWith(1, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 2, 'a', 'b');
        CRC32 sum = new CRC32();
        sum.update(bytes, 16, bytes.length - 16);
        assertThat(ByteBuffer.wrap(bytes, 12, 4).getInt()).isEqualTo((int) sum.getValue());
        assertThat(expect(one).path("at").asInt()).isEqualTo(31);
        assertThat(one.kind()).isEqualTo("negative");
    }

    @Test
    void a_text_is_checked_and_a_place_in_it_counts_the_bytes_that_are_sent() {
        List<CorpusCase> cases = read("malformed/text/asm-label.jasm", HEAD
                + "; expect reject: malformed asm-label at 6:3\n\n; é\n\n  JUMP x\n");
        assertThat(cases).extracting(CorpusCase::id).containsExactly("mod-text-asm-label");
        // three empty lines, one of its own, "; é" has four bytes and a line feed
        assertThat(expect(cases.getFirst()).path("at").asInt()).isEqualTo(4 + 5 + 2);

        CorpusCase fine = read("malformed/text/fine.jasm", HEAD + "; expect ok\n").getFirst();
        assertThat(expect(fine)).hasToString("{\"outcome\":\"ok\"}");
        assertThat(fine.kind()).isEqualTo("example");
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void a_wrong_file_ends_in_one_message(String name, String text, String message) {
        assertThatThrownBy(() -> read(name, text)).isInstanceOf(CorpusError.class).hasMessage(name + ":" + message);
    }

    static Stream<Arguments> a_wrong_file_ends_in_one_message() {
        String program = "programs/a/b.jasm";
        String bytes = "malformed/a/b.hex";
        String reject = HEAD + "; expect reject: malformed magic\n";
        return Stream.of(
                Arguments.of(program, "; rules: ISA-01\n",
                        "1:1: 'title' is missing; write ; title: ... into the header"),
                Arguments.of(program, HEAD + ";  titel: x\n",
                        "3:4: the header has the unknown key 'titel'; known here are title, rules, kind, level, since, "
                                + "profiles, params, requires, rationale, entry, args, limits, modules, lacks, "
                                + "expect stdout, expect stderr, expect log, expect panic, expect trace, expect status, "
                                + "expect result, expect instructions, expect calls, expect unsupported, expect reject, outcomes, outcomes weak; "
                                + "remarks stand below the header, behind an empty line"),
                Arguments.of(program, HEAD + "; expect stderr:\n; | x\n; expect log:\n; | {gc: full}\n",
                        "5:14: standard error is expected twice; keep one of 'expect stderr' and 'expect log'"),
                Arguments.of(program, HEAD + "; title: x\n", "3:3: 'title' stands twice; remove one of the two"),
                Arguments.of(program, "; | x\n",
                        "1:3: a line of text that belongs to no key; write ; expect stdout: above it"),
                Arguments.of(program, HEAD + "; expect stdout: x\n",
                        "3:18: the text of 'expect stdout' stands below it; write a line ; | TEXT for each line; "
                                + "leave the key out if nothing is written"),
                Arguments.of(program, HEAD + "; expect stdout:\n; \"x\n",
                        "4:3: a quoted text that does not end, or has an unknown escape; write it as in JSON; unlike a "
                                + "line behind '|' it has no line feed of its own"),
                Arguments.of(program, HEAD + "; kind: property\n",
                        "3:9: 'property' is no kind; known are example, negative, program"),
                Arguments.of(program, HEAD + "; profiles: tagged, x\n",
                        "3:13: 'x' is no profile; known are tagged, nan"),
                Arguments.of(program, HEAD + "; limits: time=3\n",
                        "3:11: 'time' is no limit; known are steps, frames, stack"),
                Arguments.of(program, HEAD + "; limits: steps\n",
                        "3:11: 'steps' is no option of limits; write NAME=VALUE, blanks between several"),
                Arguments.of(program, HEAD + "; limits: steps=many\n",
                        "3:11: 'many' is no number; write it in decimal digits"),
                Arguments.of(program, HEAD + "; modules: no.lib.jasm\n",
                        "3:12: there is no module no.lib.jasm beside the program; its file ends in .lib.jasm"),
                Arguments.of(program, HEAD + "; expect trace: f:1\n",
                        "3:3: a trace without a panic; write ; expect panic: CODE"),
                Arguments.of(program, HEAD + "; expect panic: type\n; expect status: halted\n",
                        "4:3: a panic ends a run with the status panic; remove this line"),
                Arguments.of(program, HEAD + "; expect status: fine\n",
                        "3:18: 'fine' is no expect status; known are returned, halted, exhausted"),
                Arguments.of(program, HEAD + "; expect result: half\n",
                        "3:18: 'half' is no value; write nil, true, -42, float64 1.5, float32 inf, char U+41, symbol, "
                                + "string \"text\" or object Array"),
                Arguments.of(program, reject + "; expect calls: 1\n",
                        "4:3: a refused module does nothing else; remove this line"),
                Arguments.of(bytes, HEAD + "; expect reject: wrong magic\n",
                        "3:18: 'wrong magic' is no refusal; write PHASE CODE or PHASE CODE at N; the phases are "
                                + "malformed, invalid, unlinkable"),
                Arguments.of(bytes, HEAD, "1:1: nothing is expected; write ; expect reject: PHASE CODE [at N] or "
                        + "; expect ok"),
                Arguments.of(bytes, HEAD + "; expect reject: malformed magic at @\n\n00\n",
                        "3:18: at @, but there is no @ among the bytes; put @ before the byte at fault"),
                Arguments.of(bytes, reject + "\n00 0\n",
                        "5:4: neither bytes nor one of SIZE( ), LENGTH, CRC, @; write two hexadecimal digits a byte, "
                                + "texts in quotes, remarks behind ';'"),
                Arguments.of(bytes, reject + "\nSIZE( 00\n", "6:1: a SIZE( without its end; write )"),
                Arguments.of(bytes, reject + "\n00 )\n", "5:4: a ) without its SIZE(; remove it"),
                Arguments.of("malformed/a/b.jasm", HEAD + "; expect reject: malformed asm-label at 9:1\n\nx\n",
                        "3:18: the file has no place 9:1; write line:column of the fault"),
                Arguments.of("programs/a/b.hex", HEAD,
                        "1:1: bytes that are to be run; write bytes as a case of malformed/, or the program as text"),
                Arguments.of("programs/a/B_b.jasm", HEAD,
                        "1:1: 'a/B_b.jasm' does not make a case id; use lower-case letters and digits, one '-' between "
                                + "words, in the file's name and its folder's"));
    }

    private String end(String lines) {
        return expect(read("programs/a/b.jasm", HEAD + lines).getFirst()).toString();
    }

    private static Request request(CorpusCase of) {
        return switch (of.steps().getFirst().sent()) {
            case Step.Message(Request request) -> request;
            case Step.Program(Request text, Request _) -> text;
            case Step.Raw _,Step.Start _ -> throw new AssertionError("no request");
        };
    }

    private static ObjectNode expect(CorpusCase of) {
        return of.steps().getFirst().expect();
    }

    private List<CorpusCase> read(String name, String text) {
        try {
            return ProgramReader.read(ProgramFile.of(write(name, text), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }
}
