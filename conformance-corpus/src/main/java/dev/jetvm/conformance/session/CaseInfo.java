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
 * @param differs features of which one must be announced, so that the case sends something else than another case; empty
 *        if it always does
 */
public record CaseInfo(String id, String title, List<String> rules, String level, String kind, Set<String> requires,
        Setting setting, boolean ownProcess, long seed, Set<String> differs) {

    /** A case that repeats no other case. */
    public CaseInfo(String id, String title, List<String> rules, String level, String kind, Set<String> requires,
            Setting setting, boolean ownProcess, long seed) {
        this(id, title, rules, level, kind, requires, setting, ownProcess, seed, Set.of());
    }

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
        return new CaseInfo(id, title, rules, level, kind, requires, setting, true, seed, differs);
    }

    /** The clauses of which the case shows anything to an implementation that announces these features. */
    public List<String> shown(Predicate<String> offers) {
        return SeenClauses.suite().shown(this, offers);
    }

    /**
     * The features that the case needs, its profile among them, and that are not offered; sorted. A case that would
     * decide nothing about its clauses needs the first feature that shows one of them.
     */
    public Set<String> missing(Predicate<String> offers) {
        Set<String> missing = new TreeSet<>(requires);
        missing.removeIf(CaseInfo::excludes);
        missing.add("profile." + profile());
        missing.removeIf(offers);
        if (missing.isEmpty() && !SeenClauses.suite().decides(this, offers)) {
            missing.add(SeenClauses.suite().features(rules.getFirst()).getFirst());
        }
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

    /** Whether the implementation offers all that the case needs, and the case applies to it. */
    public boolean runs(Predicate<String> offers) {
        return missing(offers).isEmpty() && notApplicable(offers).isEmpty();
    }

    /**
     * Why the case does not apply to an implementation that offers these features; empty if it does. A case that needs a
     * feature that is not offered is no repetition.
     */
    public String notApplicable(Predicate<String> offers) {
        Set<String> excluded = excluded(offers);
        if (!excluded.isEmpty()) {
            return NOT_APPLICABLE + "about implementations without " + String.join(", ", excluded);
        }
        return differs.isEmpty() || differs.stream().anyMatch(offers) || !missing(offers).isEmpty()
                ? ""
                : NOT_APPLICABLE + "without " + String.join(" and ", new TreeSet<>(differs))
                        + " it is a repetition of another case";
    }
}
