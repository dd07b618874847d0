package dev.jetvm.conformance.session;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The description of a case that is available before it runs.
 *
 * @param id permanent slug, never reused: {@code val-int-one}
 * @param title one sentence
 * @param rules clauses that the case tests: {@code HDR-03}
 * @param level {@code must}, {@code should} or {@code may}
 * @param kind {@code example}, {@code negative}, {@code property}, {@code history}, {@code program}, {@code probe} or
 *        {@code scenario}
 * @param requires features that the implementation must announce: {@code value.words}, {@code profile.nan}; with an
 *        exclamation mark one that it must not announce, so that the case applies to it: {@code !vm.tasks}
 * @param setting the configuration of the agent
 * @param ownProcess whether the case needs its own agent ({@code isolation: process})
 * @param seed derived from the seed of the run and the id
 */
public record CaseInfo(String id, String title, List<String> rules, String level, String kind, Set<String> requires,
        Setting setting, boolean ownProcess, long seed) {

    /** Marks a feature in {@link #requires} that must not be announced. */
    public static final String NOT = "!";

    /** How the reason begins why a case is not run that is about implementations without what is announced. */
    public static final String NOT_APPLICABLE = "not applicable: ";

    /** Whether an element of {@link #requires} is a feature that must not be announced. */
    public static boolean excludes(String required) {
        return required.startsWith(NOT);
    }

    /** The feature that an element of {@link #requires} is about, without the mark. */
    public static String feature(String required) {
        return excludes(required) ? required.substring(NOT.length()) : required;
    }

    /** {@code tagged} or {@code nan}. */
    public String profile() {
        return setting.profile();
    }

    /** The same case in a process of its own. */
    public CaseInfo alone() {
        return new CaseInfo(id, title, rules, level, kind, requires, setting, true, seed);
    }

    /** The features that the case needs, its profile among them, and that are not offered; sorted. */
    public Set<String> missing(Predicate<String> offers) {
        Set<String> missing = new TreeSet<>(requires);
        missing.removeIf(CaseInfo::excludes);
        missing.add("profile." + profile());
        missing.removeIf(offers);
        return missing;
    }

    /** The features that are offered although the case is about implementations without them; sorted. */
    public Set<String> excluded(Predicate<String> offers) {
        Set<String> excluded = new TreeSet<>();
        for (String required : requires) {
            if (excludes(required) && offers.test(feature(required))) {
                excluded.add(feature(required));
            }
        }
        return excluded;
    }

    /** Whether the implementation offers all that the case needs and nothing that excludes it. */
    public boolean runs(Predicate<String> offers) {
        return missing(offers).isEmpty() && excluded(offers).isEmpty();
    }

    /** Why a case with excluded features is not run. */
    public static String notApplicable(Set<String> excluded) {
        return NOT_APPLICABLE + "about implementations without " + String.join(", ", excluded);
    }
}
