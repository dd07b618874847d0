package dev.jetvm.reports.model;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.SeenClauses;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A feature that an implementation does not announce, and what it would bring.
 *
 * @param cases that need nothing else that is not announced
 * @param clauses of these cases, and of those that are run without it, that no case shows yet
 */
public record NextFeature(String feature, int cases, int clauses) {

    /** The features that would bring anything, the one that brings the most clauses and cases first. */
    public static List<NextFeature> of(Collection<CaseInfo> cases, Predicate<String> offers) {
        Set<String> shown = new HashSet<>();
        Map<String, Integer> number = new TreeMap<>();
        Map<String, Set<String>> clauses = new TreeMap<>();
        for (CaseInfo each : cases) {
            if (!each.notApplicable(offers).isEmpty()) {
                continue;
            }
            Set<String> missing = each.missing(offers);
            if (missing.isEmpty()) {
                List<String> seen = each.shown(offers);
                shown.addAll(seen);
                each.rules().stream().filter(rule -> !seen.contains(rule)).forEach(rule -> SeenClauses.suite()
                        .features(rule).forEach(feature -> clauses.computeIfAbsent(feature, _ -> new TreeSet<>())
                                .add(rule)));
            } else if (missing.size() == 1) {
                String feature = missing.iterator().next();
                number.merge(feature, 1, Integer::sum);
                clauses.computeIfAbsent(feature, _ -> new TreeSet<>())
                        .addAll(each.shown(it -> it.equals(feature) || offers.test(it)));
            }
        }
        return number.entrySet().stream().map(entry -> {
            Set<String> more = new TreeSet<>(clauses.getOrDefault(entry.getKey(), Set.of()));
            more.removeAll(shown);
            return new NextFeature(entry.getKey(), entry.getValue(), more.size());
        }).sorted(Comparator.comparingInt(NextFeature::clauses).thenComparingInt(NextFeature::cases).reversed())
                .toList();
    }

    /** For readers: {@code heap.weak, 14 cases and 2 clauses more}. */
    @Override
    public String toString() {
        return feature + ", " + cases + (cases == 1 ? " case" : " cases") + " and " + clauses
                + (clauses == 1 ? " clause" : " clauses") + " more";
    }
}
