package dev.jetvm.reports.model;

import dev.jetvm.conformance.session.CaseInfo;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What each feature brings by itself to an implementation that has {@link #BASE}. */
public final class FeatureWorth {
    /** What the sample agents of the implementer's guide announce, the collector and the machine together. */
    public static final Set<String> BASE = Set.of("heap.core", "gc.collect", "vm.run", "vm.stack", "vm.constants",
            "vm.variables", "vm.arithmetic", "vm.calls");

    private FeatureWorth() {}

    /**
     * The features that bring cases, by name. The cases of a feature need it and otherwise only features of the base;
     * its clauses are those of these cases that no case shows without it.
     */
    public static Map<String, NextFeature> of(Collection<CaseInfo> cases) {
        Map<String, NextFeature> worth = new TreeMap<>();
        NextFeature.of(cases, FeatureWorth::offered).forEach(each -> worth.put(each.feature(), each));
        for (String feature : BASE) {
            Optional<NextFeature> own = NextFeature.of(cases, it -> offered(it) && !it.equals(feature)).stream()
                    .filter(each -> each.feature().equals(feature)).findFirst();
            own.ifPresent(each -> worth.put(feature, each));
        }
        return worth;
    }

    private static boolean offered(String feature) {
        return BASE.contains(feature) || feature.equals("profile.tagged");
    }
}
