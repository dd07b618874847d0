package dev.jetvm.conformance.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.testing.Recorder;
import dev.jetvm.conformance.testing.ScriptedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class CorpusEngineTest {
    private static final String HEAD = "format: jet-cases/1\nchapter: test\ncases:\n";

    private static final TestExecutionResult NOT_RUN = TestExecutionResult.aborted(new AssertionError("not run"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_case_whose_answer_fits_passes_and_one_whose_answer_differs_fails_with_both() throws IOException {
        write("  - {id: fits, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}\n"
                + "  - {id: differs, title: t, rules: [A-01], request: {op: reset}, expect: {outcome: ok, value: {n: 1}}}\n");
        Map<String, TestExecutionResult> results = run(
                new ScriptedSession(line -> "{\"outcome\":\"ok\",\"value\":{\"n\":2}}"), 1,
                selectDirectory(folder.toFile()));

        assertThat(results.getOrDefault("fits", NOT_RUN).getThrowable()).isEmpty();
        VerdictError error = (VerdictError) results.getOrDefault("differs", NOT_RUN).getThrowable().orElseThrow();
        assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(error.detail()).isEqualTo("value.n: expected 1, observed 2 (cases.yaml:5:5)");
        assertThat(error.expected()).hasToString("{\"outcome\":\"ok\",\"value\":{\"n\":1}}");
        assertThat(error.observed()).hasToString("{\"outcome\":\"ok\",\"value\":{\"n\":2}}");
    }

    @Test
    void steps_run_in_order_keep_texts_and_name_the_step_that_differs() throws IOException {
        write("""
                  - id: steps
                    title: t
                    rules: [A-01]
                    steps:
                      - {request: {op: symbol.intern, bytes: !utf8 a}, expect: {outcome: ok, value: {word: "$let:w"}}}
                      - {request: {op: symbol.text, word: "$use:w"}, expect: {outcome: ok, value: {bytes: !utf8 b}}}
                """);
        ScriptedSession session = new ScriptedSession(line -> line.contains("intern")
                ? "{\"outcome\":\"ok\",\"value\":{\"word\":\"0x2D\"}}"
                : "{\"outcome\":\"ok\",\"value\":{\"bytes\":\"YQ==\"}}");
        Map<String, TestExecutionResult> results = run(session, 1, selectDirectory(folder.toFile()));

        assertThat(session.asked()).containsExactly("{\"op\":\"symbol.intern\",\"bytes\":\"YQ==\"}",
                "{\"op\":\"symbol.text\",\"word\":\"0x2D\"}");
        assertThat(results.getOrDefault("steps", NOT_RUN).getThrowable().orElseThrow())
                .hasMessageContaining("step 2, value.bytes: expected bytes 62, observed bytes 61");
    }

    @Test
    void a_raw_line_goes_out_as_it_is_padded_with_blanks() throws IOException {
        write("  - {id: raw, title: t, rules: [A-01], request: {raw: 'no', padTo: 5}, expect: {outcome: error, id: null}}\n");
        ScriptedSession session = new ScriptedSession(line -> "{\"id\":null,\"outcome\":\"error\"}");

        assertThat(run(session, 1, selectDirectory(folder.toFile())).getOrDefault("raw", NOT_RUN).getThrowable())
                .isEmpty();
        assertThat(session.asked()).containsExactly("no   ");
    }

    @Test
    void a_crash_says_in_which_step_and_what_was_expected_there() throws IOException {
        write("  - {id: dies, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}\n");
        VerdictError crash = new VerdictError(Verdict.CRASH, "ended by signal 9");
        ScriptedSession session = new ScriptedSession(line -> {
            throw crash;
        });

        assertThat(run(session, 1, selectDirectory(folder.toFile())).getOrDefault("dies", NOT_RUN).getThrowable())
                .hasValueSatisfying(thrown -> assertThat(thrown).isInstanceOfSatisfying(VerdictError.class, seen -> {
                    assertThat(seen.verdict()).isEqualTo(Verdict.CRASH);
                    assertThat(seen.detail()).matches("ended by signal 9 \\(.*:4:5\\)");
                    assertThat(seen.expected()).hasToString("{\"outcome\":\"ok\"}");
                    assertThat(seen).hasCause(crash);
                }));
    }

    @Test
    void tags_carry_what_a_run_has_to_know() throws IOException {
        write("""
                  - id: tagged
                    title: the title
                    rules: [A-01, B-02a]
                    level: should
                    kind: negative
                    profiles: [tagged, nan]
                    isolation: process
                    request: {op: value.decode, word: "0x7"}
                    expect: {outcome: reject}
                """);
        Map<String, TestIdentifier> found = new LinkedHashMap<>();
        LauncherFactory.create().discover(request(1, selectDirectory(folder.toFile()))).accept(
                new org.junit.platform.launcher.TestPlan.Visitor() {
                    @Override
                    public void visit(TestIdentifier identifier) {
                        found.put(identifier.getUniqueIdObject().getLastSegment().getValue(), identifier);
                    }
                });

        assertThat(found).containsKeys("tagged", "tagged@nan", "cases.yaml");
        TestIdentifier nan = requireNonNull(found.get("tagged@nan"));
        assertThat(nan.getDisplayName()).isEqualTo("the title");
        assertThat(words(nan)).containsExactlyInAnyOrder("A-01", "B-02a", "id:tagged@nan", "level:should",
                "kind:negative", "requires:value.words", "requires:profile.nan", "profile:nan", "file:cases.yaml",
                "isolation:process");
    }

    @Test
    void as_many_cases_run_at_once_as_asked_for() throws IOException {
        write(IntStream.range(0, 3)
                .mapToObj(i -> "  - {id: c%d, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}\n"
                        .formatted(i))
                .collect(Collectors.joining()));
        CountDownLatch together = new CountDownLatch(3);
        ScriptedSession session = new ScriptedSession(line -> {
            together.countDown();
            return await(together) ? "{\"outcome\":\"ok\"}" : "{\"outcome\":\"error\"}";
        });
        Map<String, TestExecutionResult> results = run(session, 3, selectDirectory(folder.toFile()));

        assertThat(results.values()).allMatch(result -> result.getThrowable().isEmpty());
        assertThat(Set.copyOf(session.threads())).hasSize(3);
    }

    @Test
    void twenty_thousand_light_cases_have_results() throws IOException {
        write("""
                  - table: many-{n}
                    title: t
                    rules: [A-01]
                    request: {op: value.decode, word: "0x8"}
                    expect: {outcome: ok, value: {value: {kind: int, value: "1"}}}
                    rows:
                """ + IntStream.range(0, 20_000).mapToObj(i -> "      - {n: " + i + "}\n").collect(Collectors
                .joining()));
        String answer = "{\"outcome\":\"ok\",\"value\":{\"value\":{\"kind\":\"int\",\"value\":\"1\"}}}";
        Launcher launcher = LauncherFactory.create();
        var plan = launcher.discover(request(2, selectDirectory(folder.toFile())));
        Recorder recorder = recorder(new ScriptedSession(line -> answer));
        launcher.execute(plan, recorder);

        assertThat(recorder.results()).hasSize(20_000);
    }

    @Test
    void the_suite_s_own_cases_are_found_by_their_package_and_one_by_its_unique_id() {
        Launcher launcher = LauncherFactory.create();
        long all = launcher.discover(request(1, selectPackage(CorpusEngine.PACKAGE))).countTestIdentifiers(
                TestIdentifier::isTest);
        long one = launcher.discover(request(1, selectUniqueId(UniqueId.forEngine(
                CorpusEngine.ID).append("file", "vectors/object-headers/bytes.yaml").append("case",
                        "header-pack-printed-vector"))))
                .countTestIdentifiers(TestIdentifier::isTest);

        assertThat(all).isGreaterThan(100);
        assertThat(one).isEqualTo(1);
    }

    @Test
    void tests_of_other_engines_find_no_case_here() {
        assertThat(LauncherFactory.create().discover(request(1, selectPackage("dev.jetvm")))
                .countTestIdentifiers(TestIdentifier::isTest)).isZero();
    }

    @Test
    void an_id_that_stands_twice_ends_discovery() throws IOException {
        String twice = "  - {id: twice, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}\n";
        write(twice + twice);

        assertThatThrownBy(() -> run(new ScriptedSession(line -> "{}"), 1, selectDirectory(folder.toFile())))
                .rootCause()
                .hasMessageContaining("the case id twice stands twice, at cases.yaml:4:5 and cases.yaml:5:5");
    }

    @Test
    void a_tag_filter_of_the_platform_picks_cases() throws IOException {
        write("  - {id: a, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}\n"
                + "  - {id: b, title: t, rules: [B-01], request: {op: ping}, expect: {outcome: ok}}\n");
        Recorder recorder = recorder(new ScriptedSession(line -> "{\"outcome\":\"ok\"}"));
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectDirectory(folder
                .toFile())).filters(EngineFilter.includeEngines(CorpusEngine.ID), TagFilter.includeTags("B-01"))
                .build(),
                recorder);

        assertThat(recorder.results()).containsOnlyKeys("b");
    }

    private void write(String cases) throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), HEAD + cases);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Set<String> words(TestIdentifier identifier) {
        return identifier.getTags().stream().map(tag -> tag.getName()).collect(Collectors.toSet());
    }

    private static LauncherDiscoveryRequest request(int threads, DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors)
                .filters(EngineFilter.includeEngines(CorpusEngine.ID))
                .configurationParameter(CorpusEngine.PARALLELISM, String.valueOf(threads)).build();
    }

    private static Map<String, TestExecutionResult> run(ScriptedSession session, int threads, DiscoverySelector... of) {
        Recorder recorder = recorder(session);
        LauncherFactory.create().execute(request(threads, of), recorder);
        return recorder.results();
    }

    private static Recorder recorder(ScriptedSession session) {
        return new Recorder(session, 0, test -> test.getUniqueIdObject().getLastSegment().getValue());
    }
}
