package dev.jetvm.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.session.SeenClauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintTest {
    private static final RuleBook BOOK = new RuleBook(JsonMapper.shared().readTree("""
            {"rules": [
              {"id": "A-01", "level": "must", "title": "Shown"},
              {"id": "A-02", "level": "must", "title": "Unseen", "untestable": "it is about time itself"},
              {"id": "A-03", "level": "should", "title": "Wished"}]}
            """), new Reviews(JsonMapper.shared().createObjectNode()));

    @Test
    void a_corpus_without_fault() {
        assertThat(lint("{id: a, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}")).isEmpty();
    }

    @Test
    void a_rule_that_is_no_clause() {
        assertThat(lint(good(), "{id: b, title: t, rules: [B-09], request: {op: ping}, expect: {outcome: ok}}"))
                .containsExactly("f.yaml:5:5: b names the rule B-09, which is no clause; "
                        + "correct it or write the clause");
    }

    @Test
    void an_id_that_stands_twice() {
        assertThat(lint(good(), good())).containsExactly(
                "f.yaml:5:5: the id a stands already at f.yaml:4:5; rename one of the two");
    }

    @Test
    void a_rule_that_stands_twice() {
        assertThat(lint("{id: a, title: t, rules: [A-01, A-01], request: {op: ping}, expect: {outcome: ok}}"))
                .containsExactly("f.yaml:4:5: a names a rule twice");
    }

    @Test
    void a_must_clause_without_a_case_unless_another_suite_shows_it() {
        String other = "{id: a, title: t, rules: [A-03], request: {op: ping}, expect: {outcome: ok}}";

        assertThat(lint(other)).containsExactly(
                "A-01 (Shown) has no case; write one, or say in the clause why it is untestable");
        assertThat(Lint.check(cases(other), BOOK, Set.of("A-01"))).isEmpty();
    }

    @Test
    void an_untestable_clause_with_a_case() {
        assertThat(lint(good(), "{id: b, title: t, rules: [A-02], request: {op: ping}, expect: {outcome: ok}}"))
                .containsExactly("A-02 (Unseen) is marked untestable but has a case; "
                        + "remove the mark, or the clause from the case");
    }

    @Test
    void a_refusal_has_to_be_a_negative_case() {
        assertThat(lint(
                "{id: a-bounds, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: panic, code: bounds}}"))
                .containsExactly("f.yaml:4:5: a-bounds expects a refusal; write kind: negative");
    }

    @Test
    void a_negative_case_has_to_expect_a_refusal() {
        assertThat(lint("{id: a, kind: negative, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}"))
                .containsExactly("f.yaml:4:5: a is negative but expects no refusal; make it an example");
    }

    @Test
    void a_program_that_panics_is_a_negative_case_named_after_the_code() {
        String panics = "{outcome: ok, value: {status: panic, panic: {code: bounds}}}";
        assertThat(lint("{id: a, title: t, rules: [A-01], request: {op: ping}, expect: " + panics + "}"))
                .containsExactly("f.yaml:4:5: a expects a refusal; write kind: negative");
        assertThat(lint("{id: a, kind: negative, title: t, rules: [A-01], request: {op: ping}, expect: " + panics
                + "}")).containsExactly("f.yaml:4:5: a does not name its fault; put bounds into the id");
        assertThat(lint("{id: a-bounds, kind: negative, title: t, rules: [A-01], request: {op: ping}, expect: " + panics
                + "}")).isEmpty();
    }

    @Test
    void a_module_is_named_after_its_damage() {
        assertThat(cases("{id: a, kind: negative, title: t, rules: [A-01], request: {op: ping}, "
                + "expect: {outcome: reject, code: utf8}}").stream().map(each -> new CorpusCase(each.id(), each.title(),
                        "modules", each.rules(), each.level(), each.kind(), each.since(), each.requires(),
                        each.setting(), each.ownProcess(), each.rationale(), each.steps(),
                        new Source("malformed/m/a.hex", 1, 1)))
                .flatMap(each -> Lint.check(List.of(each), BOOK, Set.of()).stream())).isEmpty();
    }

    @Test
    void a_negative_case_is_named_after_its_fault() {
        assertThat(lint(
                "{id: a, kind: negative, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: reject, code: utf8}}"))
                .containsExactly("f.yaml:4:5: a does not name its fault; put utf8 into the id");
    }

    @Test
    void a_negative_case_has_one_fault() {
        assertThat(lint("{id: a-utf8, kind: negative, title: t, rules: [A-01], steps: ["
                + "{request: {op: ping}, expect: {outcome: reject, code: utf8}},"
                + "{request: {op: ping}, expect: {outcome: panic, code: bounds}}]}"))
                .containsExactly("f.yaml:4:5: a-utf8 expects several faults, bounds, utf8; make one case for each");
    }

    @Test
    void what_a_clause_is_seen_by_is_known_and_is_what_its_reason_names() {
        JsonNode core = JsonMapper.shared().readTree("""
                {"chapters": {}, "none": {"A-01": "pins are the feature heap.pin", "A-03": "it is about itself"},
                 "seen": {"A-01": ["heap.weak", "heap.pen"], "B-01": ["heap.pin"]}}""");

        assertThat(Lint.seen(BOOK, new CoreFeatures(core), new SeenClauses(core))).containsExactly(
                "A-01: the feature heap.pen in \"seen\" of core.json does not exist",
                "B-01 is no clause; correct it in \"seen\" of core.json",
                "A-01: its reason in core.json names [heap.pin]; put them into \"seen\", too");
    }

    @Test
    void a_feature_that_does_not_exist() {
        assertThat(
                lint("{id: a, title: t, rules: [A-01], requires: [vm.modules, vm.calls, modules.types, profile.nan], "
                        + "request: {op: ping}, expect: {outcome: ok}}"))
                .containsExactly("f.yaml:4:5: a requires the feature vm.modules, which does not exist");
    }

    @Test
    void garbage_that_a_stress_mode_collects_before_it_is_counted() {
        String steps = "steps: [{request: {op: heap.churn, count: 9}, expect: {outcome: ok, value: {}}}, "
                + "{request: {op: gc.collect, kind: full}, expect: {outcome: ok, value: {reclaimedObjects: 9}}}]";

        assertThat(lint("{id: a, title: t, rules: [A-01], " + steps + "}")).containsExactly(
                "f.yaml:4:5: a counts what is reclaimed after a churn; "
                        + "set the parameter gc.stress to \"\", or leave the count out");
        assertThat(lint("{id: a, title: t, rules: [A-01], params: {gc.stress: \"\"}, " + steps + "}")).isEmpty();
    }

    private static String good() {
        return "{id: a, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}";
    }

    private static List<String> lint(String... cases) {
        return Lint.check(cases(cases), BOOK, Set.of());
    }

    private static List<CorpusCase> cases(String... cases) {
        List<String> lines = new ArrayList<>(List.of("format: jet-cases/1", "chapter: values", "cases:"));
        List.of(cases).forEach(each -> lines.add("  - " + each));
        return new CaseReader("f.yaml").read(String.join("\n", lines));
    }
}
