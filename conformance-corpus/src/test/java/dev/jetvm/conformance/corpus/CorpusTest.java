package dev.jetvm.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jetvm.conformance.protocol.MessageValidator;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.SeenClauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The corpus itself: it loads, obeys its schema and lint, and has grown as far as it claims. */
class CorpusTest {
    private static final Path VECTORS = Path.of("vectors");
    private static final Schema SCHEMA = schema();

    @Test
    void lint_has_nothing_to_complain_about() {
        assertThat(Lint.check(Corpus.load(), RuleBook.load(), Set.of())).isEmpty();
    }

    @Test
    void everyClauseOfAStatefulChapterIsShownWithTheCoreOrHasAReason() {
        assertThat(Lint.core(Corpus.load(), RuleBook.load(), CoreFeatures.load())).isEmpty();
    }

    @Test
    void whatAClauseIsSeenByIsNamedWhereItsReasonNamesIt() {
        assertThat(Lint.seen(RuleBook.load(), CoreFeatures.load(), SeenClauses.suite())).isEmpty();
    }

    /** CONF-05 lets an agent refuse what is malformed: a case that demands the answer {@code ok} sends nothing malformed. */
    @Test
    void a_request_that_must_be_served_obeys_its_schema() {
        MessageValidator validator = new MessageValidator();
        List<String> faults = new ArrayList<>();
        for (CorpusCase each : Corpus.load()) {
            for (Step step : each.steps()) {
                if (step.expect().path("outcome").asString("").equals("ok")
                        && step.sent() instanceof Step.Message(Request request) && !request.op().equals("vm.run")
                        && !request.members().toString().contains("$use:")) {
                    ObjectNode message = request.members().deepCopy().put("id", 1).put("op", request.op());
                    validator.request(message).forEach(fault -> faults.add(each.id() + ": " + fault));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** A binary that is skipped as a repetition repeats a case that is run wherever the binary would be. */
    @Test
    void a_binary_that_may_be_a_repetition_has_its_program_beside_it() {
        Map<String, CorpusCase> cases = Corpus.load().stream().collect(Collectors.toMap(CorpusCase::id, each -> each));
        List<CorpusCase> binaries = cases.values().stream().filter(each -> !each.differs().isEmpty()).toList();

        assertThat(binaries).hasSizeGreaterThan(1000).allSatisfy(binary -> {
            CorpusCase program = Objects
                    .requireNonNull(cases.get(binary.id().substring(0, binary.id().length() - ".bin".length())));
            assertThat(program.requires()).isEqualTo(binary.requires());
            assertThat(program.rules()).isEqualTo(binary.rules());
            assertThat(program.steps().getFirst().sent()).isInstanceOf(Step.Program.class);
        });
    }

    @Test
    void every_chapter_has_its_cases() {
        Map<String, Long> cases = Corpus.load().stream().collect(Collectors.groupingBy(CorpusCase::chapter, Collectors
                .counting()));

        assertThat(cases).containsOnlyKeys("values", "nan-boxing", "object-headers", "layout", "memory",
                "garbage-collection", "roots", "finalizers", "objects", "types", "work-stealing", "channels", "effects",
                "protocol",
                "programs", "modules",
                "instructions", "execution", "linking", "text-form", "start-up");
        assertThat(cases.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(650);
        assertThat(cases.values()).allMatch(count -> count >= 25);
    }

    @Test
    void every_family_of_instructions_has_programs() {
        Map<String, List<String>> kinds = Corpus.load().stream().filter(each -> each.chapter().equals("programs"))
                .collect(Collectors.groupingBy(each -> each.source().file().split("/", -1)[1],
                        Collectors.mapping(CorpusCase::kind, Collectors.toList())));

        assertThat(kinds).containsKeys("stack", "constants", "variables", "arithmetic", "comparison", "logic", "jumps",
                "calls", "closures", "aggregates", "structs", "classes", "traits", "unwinding", "debugging", "short");
        assertThat(kinds.get("arithmetic")).contains("program", "negative");
        assertThat(kinds.values().stream().mapToInt(List::size).sum()).isGreaterThan(1600);
    }

    @Test
    void the_jar_s_way_of_loading_and_the_folder_s_way_agree() {
        assertThat(Corpus.load().stream().map(CorpusCase::id)).containsExactlyElementsOf(Corpus.inFolders(Path.of(""))
                .stream().map(CorpusCase::id).toList());
    }

    @Test
    void nothing_lies_among_the_programs_that_belongs_to_no_case() throws IOException {
        List<String> strays = new ArrayList<>();
        for (String name : List.of("programs", "malformed")) {
            Path folder = Path.of(name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(folder).filter(Files::isRegularFile)) {
                all.filter(file -> !belongs(file)).forEach(file -> strays.add(file.toString()));
            }
        }
        assertThat(strays).isEmpty();
    }

    /** A case, the binary of a text, or a module that a program beside it names. */
    private static boolean belongs(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(ProgramFile.BINARY)) {
            return Files.exists(file.resolveSibling(name.replace(ProgramFile.BINARY, ProgramFile.TEXT)));
        }
        if (!name.endsWith(ProgramFile.LIBRARY)) {
            return ProgramFile.isCase(name);
        }
        return Corpus.files(file.resolveSibling("")).stream().anyMatch(program -> ProgramFile.text(program, "").lines()
                .anyMatch(line -> line.startsWith("; modules:") && line.contains(name)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_obeys_the_schema(Path file) throws IOException {
        assertThat(complaints(Files.readString(file))).isEmpty();
    }

    @Test
    void the_schema_refuses_what_the_loader_refuses() {
        String head = "format: jet-cases/1\nchapter: values\ncases:\n";
        assertThat(
                complaints(head + "  - {id: a, title: t, rules: [VAL-01], request: {op: ping}, expect: {outcome: ok}}"))
                .isEmpty();
        assertThat(complaints(
                head + "  - {id: A_B, title: t, rules: [VAL-01], request: {op: ping}, expect: {outcome: ok}}"))
                .isNotEmpty();
        assertThat(complaints(head + "  - {id: a, title: t, rules: [], request: {op: ping}, expect: {outcome: ok}}"))
                .isNotEmpty();
        assertThat(complaints(
                head + "  - {id: a, title: t, rules: [VAL-01], request: {op: ping}, expect: {outcome: fine}}"))
                .isNotEmpty();
        assertThat(complaints(head + "  - {id: a, title: t, rules: [VAL-01], request: {op: ping}}")).isNotEmpty();
        assertThat(complaints(head
                + "  - {id: a, titel: t, title: t, rules: [VAL-01], request: {op: ping}, expect: {outcome: ok}}"))
                .isNotEmpty();
    }

    @Test
    void the_schema_knows_the_signals_of_a_process() {
        String head = "format: jet-cases/1\nchapter: start-up\ncases:\n"
                + "  - {id: a, title: t, rules: [A-01], process: {missing: true, signals: ";
        String tail = "}, expect: {status: 0, stdout: \"\", stderr: \"\"}}";
        assertThat(List.of("[{send: INT, after: x}]", "\"{given}\"", "[{send: \"{name}\", after: \"{text}\"}]"))
                .allSatisfy(signals -> assertThat(complaints(head + signals + tail)).isEmpty());
        assertThat(List.of("[]", "[{send: KILL, after: x}]", "[{send: INT}]", "[{send: INT, after: \"\"}]"))
                .allSatisfy(signals -> assertThat(complaints(head + signals + tail)).isNotEmpty());
    }

    static Stream<Path> files() {
        return Corpus.files(VECTORS).stream();
    }

    private static List<String> complaints(String yaml) {
        String json = Conversion.plain("file").json(YamlText.compose("file", yaml)).toString();
        return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(Path
                    .of("schema/cases.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
