package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Subjects;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
            optional.addAll(compared(step));
            features.addAll(StepNeeds.of(step, rules));
            StepNeeds.unannounced(step.expect()).forEach(feature -> features.add(CaseInfo.NOT + feature));
        }
        if (!compares) {
            features.addAll(optional);
        }
        features.addAll(ofClauses(rules, optional));
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

    /**
     * The features of the observations that clauses are about, of those that the steps compare. A program that shows
     * such a clause shows nothing of it where the observation is left out.
     */
    static Set<String> ofClauses(List<String> rules, Set<String> compared) {
        Set<String> features = new TreeSet<>(Subjects.needed(rules));
        features.retainAll(compared);
        return features;
    }

    /** The features of the optional members that an expectation names. */
    static Set<String> compared(Step step) {
        Set<String> compared = new TreeSet<>();
        expected(step, _ -> false, compared);
        return compared;
    }

    /** Whether a step compares more than optional members and the outcome {@code ok}. */
    private static boolean compares(Step step) {
        JsonNode expect = step.expect();
        return !expect.path("outcome").asString("").equals("ok")
                || !expected(step, _ -> false, new TreeSet<>()).path("value").isEmpty();
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
        // What is within a member comes before it, so that it is seen to be left out, too.
        Map<String, String> missing = new TreeMap<>(Comparator.reverseOrder());
        missing.putAll(members(step));
        missing.values().removeIf(offers);
        if (missing.isEmpty()) {
            return step.expect();
        }
        ObjectNode expect = step.expect().deepCopy();
        Pruning pruning = new Pruning(missing, leftOut);
        pruning.answer(expect);
        expect.path("anyOf").forEach(pruning::answer);
        return expect;
    }

    /**
     * The kind of a difference between an expected and an observed {@code ok} answer to an operation.
     *
     * @param rules the clauses of the case
     */
    public static FailureKind kind(String op, Difference difference, List<String> rules) {
        if (!difference.path().startsWith("value")) {
            return FailureKind.WRONG_RESULT;
        }
        if (difference.isAbsent()) {
            return FailureKind.MISSING;
        }
        String path = difference.path().substring("value".length());
        return Subjects.kind(op, path.startsWith(".") ? path.substring(1) : path, rules);
    }
}
