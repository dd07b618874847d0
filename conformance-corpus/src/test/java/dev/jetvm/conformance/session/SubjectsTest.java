package dev.jetvm.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a difference is a wrong result or a wrong counter: the clauses of the case decide. */
class SubjectsTest {
    @ParameterizedTest
    @CsvSource({"vm.run, stdout, INTERP-15, wrong-result", "vm.run, panic.code, ISA-29, wrong-result",
            "vm.run, panic.trace[1].function, DBG-04, wrong-result", "vm.run, panic.trace, ISA-39 DBG-04, wrong-result",
            "vm.run, panic.trace[0].line, DBG-04, wrong-result", "vm.step, panic.trace[0].line, DBG-01, wrong-result",
            "vm.run, panic.trace[1].function, ISA-29, counter", "vm.run, panic.trace[0].line, INTERP-15, counter",
            "vm.step, at.line, DBG-01, wrong-result", "vm.step, at.line, INTERP-14, counter",
            "vm.run, stack, INTERP-15, wrong-result", "vm.run, stack, ISA-29, counter",
            "vm.run, modules[1].state, MOD-10, wrong-result", "vm.run, modules, MOD-03b, wrong-result",
            "vm.run, modules[1].state, INTERP-15, counter", "vm.run, counters.calls, INTERP-13, counter",
            "gc.collect, reclaimedObjects, GC-01, counter", "heap.where, address, HEAP-03, counter",
            "heap.read, bytes, GC-01, wrong-result", "value.eval, allocated, VAL-15, wrong-result",
            "value.eval, allocated, VAL-05d, counter", "value.eval, result, VAL-05d, wrong-result",
            "list.push, capacity, ARR-10, wrong-result", "list.push, length, BAR-09, wrong-result",
            "string.new, form, STR-06, wrong-result", "string.concat, form, STR-14, counter",
            "array.new, total, ARR-05, counter", "struct.new, space, STRUCT-01, counter"})
    void an_observation_is_a_result_where_a_clause_is_about_it(String op, String path, String rules, String kind) {
        assertThat(Subjects.kind(op, path, List.of(rules.split(" "))).word()).isEqualTo(kind);
    }

    @Test
    void a_case_needs_the_observations_that_alone_show_its_clauses() {
        assertThat(Subjects.needed(Arrays.asList("DBG-04", "INTERP-13"))).containsExactly("vm.counters", "vm.trace");
        assertThat(Subjects.needed(List.of("INTERP-15", "MOD-10", "ISA-29"))).isEmpty();
    }
}
