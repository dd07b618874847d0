package dev.jetvm.conformance.session;

import dev.jetvm.conformance.protocol.Operations;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clauses about something that only an observation shows. In a case of such a clause the observation is the result;
 * in all others it is one of the members that describe the work of the implementation.
 */
public final class Subjects {
    /**
     * @param needed features without which nothing is seen of the clause
     * @param results features whose members are what the clause is about, the needed ones among them
     */
    private record Subject(Set<String> needed, Set<String> results) {}

    private static final Map<String, Subject> OF_CLAUSES = Map.ofEntries(
            entry("DBG-01", Set.of("vm.trace", "vm.lines"), Set.of("vm.trace", "vm.lines")),
            entry("DBG-04", Set.of("vm.trace"), Set.of("vm.trace", "vm.lines")),
            entry("INTERP-13", Set.of("vm.counters"), Set.of()),
            entry("INTERP-15", Set.of(), Set.of("vm.stack-depth")),
            entry("MOD-03b", Set.of(), Set.of("vm.states")), entry("MOD-10", Set.of(), Set.of("vm.states")),
            entry("VAL-15", Set.of("value.allocations"), Set.of("value.allocations")),
            entry("NAN-03", Set.of(), Set.of("value.allocations")),
            entry("STR-05", Set.of(), Set.of("string.inspect")), entry("STR-06", Set.of(), Set.of("string.inspect")),
            entry("ARR-09", Set.of("list.capacity"), Set.of("list.capacity")),
            entry("ARR-10", Set.of(), Set.of("list.capacity")));
    private static final Subject NONE = new Subject(Set.of(), Set.of());

    private Subjects() {}

    private static Map.Entry<String, Subject> entry(String clause, Set<String> needed, Set<String> results) {
        return Map.entry(clause, new Subject(needed, results));
    }

    /** The features without which nothing is seen of one of these clauses. */
    public static Set<String> needed(Collection<String> rules) {
        Set<String> features = new TreeSet<>();
        rules.forEach(rule -> features.addAll(OF_CLAUSES.getOrDefault(rule, NONE).needed()));
        return features;
    }

    /**
     * The kind of a difference between an expected and an observed {@code ok} answer: what programs see, and an observation
     * that a clause of the case is about, is a result; any other observation is a counter.
     *
     * @param path of the place in the value: {@code panic.trace[0].line}
     * @param rules the clauses of the case
     */
    public static FailureKind kind(String op, String path, List<String> rules) {
        Set<String> observations = Operations.observations(op, path);
        boolean result = observations.isEmpty() || rules.stream().anyMatch(
                rule -> !Collections.disjoint(observations, OF_CLAUSES.getOrDefault(rule, NONE).results()));
        return result ? FailureKind.WRONG_RESULT : FailureKind.COUNTER;
    }
}
