package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Operation;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.FailureKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a case that an implementation need not offer: steps with {@code when}, and members of answers that
 * belong to a feature of their own. Where the feature is not announced the part is left out, and the rest of the case
 * is run.
 *
 * @spec CONF-10
 */
public final class Observations {
    private Observations() {}

    /**
     * The features without which a case cannot be run: those of its steps that have no {@code when}. A case whose steps
     * would compare nothing without its optional parts needs the features of these too, so that it never passes only
     * because every request was answered. A case that expects {@code unsupported} with a feature is about implementations
     * that do not announce it ({@link CaseInfo#NOT}).
     *
     * @param rules the clauses that the case shows
     */
    static Set<String> required(List<Step> steps, List<String> rules) {
        Set<String> features = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        boolean compares = false;
        for (Step step : steps) {
            if (!step.when().isEmpty()) {
                optional.addAll(step.when());
                continue;
            }
            compares |= compares(step);
            optional.addAll(members(step).values());
            features.addAll(StepNeeds.of(step, rules));
            StepNeeds.unannounced(step.expect()).forEach(feature -> features.add(CaseInfo.NOT + feature));
        }
        if (!compares) {
            features.addAll(optional);
        }
        // A later step may expect that an earlier one has brought what is not supported.
        steps.forEach(step -> features.removeAll(StepNeeds.expectedMissing(step.expect())));
        return features;
    }

    /**
     * The features of options without which a case shows nothing: the modes of {@code gc.stress}, and a maximum of the
     * memory. An implementation ignores other options that it does not know, and the contents are the same.
     */
    static Set<String> ofParams(Map<String, String> params) {
        Set<String> features = new TreeSet<>();
        if (!params.getOrDefault("gc.stress", "").isBlank()) {
            features.add("gc.stress");
        }
        if (params.containsKey("heap.max_size")) {
            features.add("heap.options");
        }
        return features;
    }

    /** Whether a step compares more than optional members and the outcome {@code ok}. */
    private static boolean compares(Step step) {
        JsonNode expect = step.expect();
        if (!expect.path("outcome").asString("").equals("ok")) {
            return true;
        }
        Map<String, String> optional = members(step);
        return expect.path("value").properties().stream().anyMatch(member -> !optional.containsKey(member.getKey()));
    }

    private static Map<String, String> members(Step step) {
        return step.request().map(request -> Operations.answerMembers(request.op())).orElse(Map.of());
    }

    /** The features of a step that are not offered: if {@code when} names one of them, the step is left out. */
    public static Set<String> missing(Step step, Predicate<String> offers) {
        Set<String> missing = new LinkedHashSet<>(step.when());
        missing.removeIf(offers);
        return missing;
    }

    /**
     * The expectation of a step without the members whose feature is not offered.
     *
     * @param leftOut receives the features of the members left out
     */
    public static ObjectNode expected(Step step, Predicate<String> offers, Set<String> leftOut) {
        Map<String, String> optional = members(step);
        if (optional.isEmpty() || !(step.expect().get("value") instanceof ObjectNode value)) {
            return step.expect();
        }
        ObjectNode kept = value.deepCopy();
        optional.forEach((member, feature) -> {
            if (kept.has(member) && !offers.test(feature)) {
                kept.remove(member);
                leftOut.add(feature);
            }
        });
        if (kept.size() == value.size()) {
            return step.expect();
        }
        ObjectNode expect = step.expect().deepCopy();
        if (kept.isEmpty()) {
            expect.remove("value");
        } else {
            expect.set("value", kept);
        }
        return expect;
    }

    /** The kind of a difference between an expected and an observed {@code ok} answer to an operation. */
    public static FailureKind kind(String op, Difference difference) {
        if (!difference.path().startsWith("value")) {
            return FailureKind.WRONG_RESULT;
        }
        String path = difference.path().substring("value".length());
        String member = path.startsWith(".") ? path.substring(1).split("[.\\[]", 2)[0] : "";
        if (difference.isAbsent()) {
            return FailureKind.MISSING;
        }
        boolean observes = Operations.answerMembers(op).containsKey(member)
                || Operations.of(op).map(Operation::observes).orElse(false);
        return observes ? FailureKind.COUNTER : FailureKind.WRONG_RESULT;
    }
}
