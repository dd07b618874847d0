package dev.jetvm.conformance.corpus;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The features that the steps of {@code effect.run} belong to.
 *
 * @spec EFF-22
 */
final class EffectNeeds {
    private static final String KEEP = "effect.keep";
    private static final String PANIC = "effect.panic";
    /** Features by the member of a function or a step. */
    private static final Map<String, String> BY_MEMBER = Map.of("resumes", "effect.tail", "keep", KEEP, "drop", KEEP,
            "continuation", KEEP, "defer", "effect.defer", "panic", PANIC, "protect", PANIC);
    static final Set<String> ALL = Set.copyOf(BY_MEMBER.values());

    private EffectNeeds() {}

    static Set<String> of(JsonNode request) {
        Set<String> needs = new TreeSet<>();
        request.path("functions").forEach(function -> {
            members(function, needs);
            steps(function.path("steps"), needs);
        });
        return needs;
    }

    private static void members(JsonNode holder, Set<String> needs) {
        BY_MEMBER.forEach((member, feature) -> {
            if (holder.has(member)) {
                needs.add(feature);
            }
        });
    }

    private static void steps(JsonNode steps, Set<String> needs) {
        for (JsonNode step : steps) {
            members(step, needs);
            steps(step.path("protect"), needs);
            steps(step.path("recovered"), needs);
            steps(step.path("do"), needs);
        }
    }
}
