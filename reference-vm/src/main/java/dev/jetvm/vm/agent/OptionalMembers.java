package dev.jetvm.vm.agent;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of answers that belong to a feature of their own, of operations other than those that run programs
 * ({@link RunObservations}). They are left out where their feature is not announced.
 *
 * @spec CONF-10
 */
final class OptionalMembers {
    private static final String SIZES = "heap.sizes";
    private static final String POLICY = "heap.policy";
    private static final String COUNTERS = "gc.counters";
    private static final Map<String, String> COST = Map.of("allocated", "value.allocations");
    private static final Map<String, String> FORM = Map.of("form", "string.inspect");
    private static final Map<String, String> CAPACITY = Map.of("capacity", "list.capacity");
    private static final Map<String, String> SIZE = Map.of("total", SIZES);
    private static final Map<String, String> PLACE = Map.of("total", SIZES, "space", POLICY);

    /** Features by member, by operation. */
    private static final Map<String, Map<String, String>> OF_OPERATIONS = Map.ofEntries(Map.entry("value.eval", COST),
            Map.entry("value.load", COST), Map.entry("string.form", COST), Map.entry("string.new", FORM),
            Map.entry("string.literal", FORM), Map.entry("string.intern", FORM), Map.entry("string.concat", FORM),
            Map.entry("string.cut", FORM), Map.entry("array.new", SIZE), Map.entry("array.info", SIZE),
            Map.entry("list.new", CAPACITY), Map.entry("list.push", CAPACITY), Map.entry("list.info", CAPACITY),
            Map.entry("struct.new", PLACE), Map.entry("heap.alloc", PLACE),
            Map.entry("heap.churn", Map.of("allocatedBytes", SIZES)),
            Map.entry("heap.where", Map.of("space", POLICY, "class", POLICY)),
            Map.entry("gc.collect", Map.of("kind", COUNTERS, "ignored", COUNTERS, "reclaimedObjects", COUNTERS,
                    "reclaimedBytes", COUNTERS, "copiedObjects", POLICY, "copiedBytes", POLICY, "freedByCounting",
                    COUNTERS)));

    private OptionalMembers() {}

    /** Returns the operation with the features of the members of its answers, all of which this agent serves. */
    static Operation announced(Operation bare) {
        Set<String> parts = new TreeSet<>(bare.parts());
        parts.addAll(OF_OPERATIONS.getOrDefault(bare.name(), Map.of()).values());
        return new Operation(bare.name(), bare.feature(), parts, bare.needed(), bare.handler());
    }

    /** Removes from the value of an answer what belongs to none of the chosen features. */
    static void mask(String operation, ObjectNode value, Set<String> chosen) {
        OF_OPERATIONS.getOrDefault(operation, Map.of()).forEach((member, feature) -> {
            if (!chosen.contains(feature)) {
                value.remove(member);
            }
        });
    }
}
