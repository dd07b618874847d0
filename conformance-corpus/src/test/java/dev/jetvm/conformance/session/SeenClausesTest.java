package dev.jetvm.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which clauses a case speaks of, where the part that observes them is left out. */
class SeenClausesTest {
    private static final Predicate<String> CORE = Set.of("heap.core", "gc.collect", "profile.tagged")::contains;
    private static final Predicate<String> MACHINE = Set.of("vm.run", "heap.core", "profile.tagged")::contains;

    @Test
    void a_clause_that_is_seen_by_a_feature_is_not_shown_without_it() {
        CaseInfo graph = info(List.of("GC-01", "GC-02", "GC-04", "HDR-14", "HEAP-30"), "heap.core", "gc.collect");

        assertThat(graph.shown(CORE)).containsExactly("GC-01");
        assertThat(graph.shown(CORE.or("heap.pin"::equals))).containsExactly("GC-01", "GC-04");
        assertThat(graph.shown(CORE.or("heap.usage"::equals))).containsExactly("GC-01", "GC-02", "HEAP-30");
        assertThat(graph.shown(_ -> true)).isEqualTo(graph.rules());
    }

    @Test
    void a_case_that_would_decide_nothing_needs_what_shows_its_clause() {
        CaseInfo epochs = info(List.of("HEAP-08"), "heap.core", "gc.collect");

        assertThat(epochs.missing(CORE)).containsExactly("heap.lines");
        assertThat(epochs.missing(CORE.or("heap.verify"::equals))).isEmpty();
        assertThat(epochs.missing("heap.core"::equals)).as("what it needs anyway comes first")
                .containsExactly("gc.collect", "profile.tagged");
    }

    @Test
    void a_program_shows_its_clauses_by_its_output() {
        CaseInfo program = info(List.of("HDR-14", "GC-02"), "vm.run");

        assertThat(program.shown(MACHINE)).containsExactly("HDR-14", "GC-02");
        assertThat(program.runs(MACHINE)).isTrue();
    }

    @Test
    void a_heap_that_is_full_violates_the_clause_that_a_pass_does_not_show() {
        CaseInfo cycles = info(List.of("GC-02", "GC-29"), "heap.core", "gc.collect");

        assertThat(cycles.shown(CORE)).containsExactly("GC-29");
        assertThat(SeenClauses.suite().violated(cycles, CORE, answer("out-of-memory"))).containsExactly("GC-02",
                "GC-29");
        assertThat(SeenClauses.suite().violated(cycles, CORE, answer("bounds"))).containsExactly("GC-29");
        assertThat(SeenClauses.suite().violated(cycles, CORE, null)).containsExactly("GC-29");
    }

    @Test
    void a_case_that_can_only_run_out_of_memory_is_run_and_its_pass_shows_nothing() {
        CaseInfo cycles = info(List.of("GC-02"), "heap.core", "gc.collect");

        assertThat(cycles.runs(CORE)).isTrue();
        assertThat(cycles.shown(CORE)).isEmpty();
        assertThat(SeenClauses.suite().violated(cycles, CORE, answer("out-of-memory"))).containsExactly("GC-02");
        assertThat(SeenClauses.suite().violated(cycles, CORE, answer("bounds"))).as("another fault").isEmpty();
    }

    @Test
    void a_case_that_differs_by_features_that_are_not_announced_is_a_repetition() {
        CaseInfo binary = new CaseInfo("p.bin", "t", List.of("ISA-12"), "must", "program", Set.of("vm.run"),
                Setting.TAGGED, false, 1, Set.of("vm.text", "vm.counters"));

        assertThat(binary.notApplicable(MACHINE))
                .isEqualTo("not applicable: without vm.counters and vm.text it is a repetition of another case");
        assertThat(binary.runs(MACHINE)).isFalse();
        assertThat(binary.runs(MACHINE.or("vm.text"::equals))).isTrue();
        assertThat(binary.runs(MACHINE.or("vm.counters"::equals))).isTrue();
        assertThat(binary.notApplicable(CORE)).as("unsupported, and no repetition").isEmpty();
    }

    private static JsonNode answer(String code) {
        return JsonMapper.shared().createObjectNode().put("outcome", "panic").put("code", code);
    }

    private static CaseInfo info(List<String> rules, String... requires) {
        return new CaseInfo("a", "t", rules, "must", "example", Set.of(requires), Setting.TAGGED, false, 1);
    }
}
