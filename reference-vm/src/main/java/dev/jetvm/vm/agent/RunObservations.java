package dev.jetvm.vm.agent;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The features of what an answer of {@code vm.run} and {@code vm.step} tells of a run beyond its output, status, result
 * and the code of its panic.
 *
 * @spec CONF-10
 */
final class RunObservations {
    /** The member {@code trace} of a request. */
    static final String INSTRUCTION_TRACE = "vm.instruction-trace";

    private static final String COUNTERS = "vm.counters";
    private static final String STACK_DEPTH = "vm.stack-depth";
    private static final String STATES = "vm.states";
    private static final String TRACE = "vm.trace";
    private static final String LINES = "vm.lines";
    /** The member {@code schedule} of a request. */
    static final String SCHEDULES = "vm.schedules";
    static final Set<String> FEATURES = Set.of(INSTRUCTION_TRACE, SCHEDULES, COUNTERS, STACK_DEPTH, STATES, TRACE,
            LINES);

    private static final List<String> PLACE = List.of("file", "line", "column");

    private RunObservations() {}

    /** Removes from the value of an answer what belongs to none of the chosen features. */
    static void mask(ObjectNode value, Set<String> chosen) {
        remove(value, "counters", !chosen.contains(COUNTERS));
        remove(value, "stack", !chosen.contains(STACK_DEPTH));
        remove(value, "modules", !chosen.contains(STATES));
        if (!chosen.contains(LINES)) {
            withoutPlace(value.path("at"));
            value.path("panic").path("trace").forEach(RunObservations::withoutPlace);
        }
        if (value.get("panic") instanceof ObjectNode panic) {
            remove(panic, "trace", !chosen.contains(TRACE));
        }
    }

    private static void remove(ObjectNode from, String member, boolean masked) {
        if (masked) {
            from.remove(member);
        }
    }

    private static void withoutPlace(JsonNode frame) {
        if (frame instanceof ObjectNode object) {
            object.remove(PLACE);
        }
    }
}
