package dev.jetvm.reports.model;

import dev.jetvm.conformance.session.FailureKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which failures are shown: gravest first, then the case that explains most, and one for each clause. The
 * cases about contents explain most: each shows one fault by what programs see, and their files put the simpler one
 * first. A case about old objects that refer to young ones assumes that what does not need a barrier works, and a property
 * fails with a random input. Of the other cases the one with the fewest requests is the simplest.
 */
public final class Gravest {
    private static final String CONTENTS = "-contents-";
    private static final Set<String> BARRIERS = Set.of("BAR-01", "BAR-08", "BAR-09");
    private static final Comparator<CaseResult> ORDER = Comparator.comparing(CaseResult::failureKind)
            .thenComparingInt(Gravest::group).thenComparingInt(Gravest::place)
            .thenComparingInt(result -> result.transcript().size()).thenComparing(CaseResult::id);

    private Gravest() {}

    private static int group(CaseResult result) {
        if (result.id().contains(CONTENTS)) {
            return 0;
        }
        return (result.kind().equals("property") ? 2 : 1)
                + (result.rules().stream().anyMatch(BARRIERS::contains) ? 2 : 0);
    }

    /** The place of a case about contents; other files are in no order of simplicity. */
    private static int place(CaseResult result) {
        Integer place = result.place();
        return place == null || !result.id().contains(CONTENTS) ? 0 : place;
    }

    /** The failures, gravest first. */
    public static List<CaseResult> order(List<CaseResult> failures) {
        return failures.stream().sorted(ORDER).toList();
    }

    /** The gravest failure of each clause, at most {@code most}. A failure of several clauses stands for its first. */
    public static List<CaseResult> onePerClause(List<CaseResult> failures, int most) {
        Set<String> clauses = new HashSet<>();
        List<CaseResult> shown = new ArrayList<>();
        for (CaseResult failure : order(failures)) {
            String clause = failure.blamed().isEmpty() ? failure.id() : failure.blamed().getFirst();
            if (shown.size() < most && clauses.add(clause)) {
                shown.add(failure);
            }
        }
        return shown;
    }

    /** Number of failures by kind, gravest first. */
    public static Map<FailureKind, Long> count(List<CaseResult> failures) {
        Map<FailureKind, Long> counts = new EnumMap<>(FailureKind.class);
        failures.forEach(failure -> counts.merge(failure.failureKind(), 1L, Long::sum));
        return counts;
    }

    /** The counts of {@link #count} in words: {@code 3 wrong result, 1 counter}. */
    public static String words(List<CaseResult> failures) {
        List<String> words = new ArrayList<>();
        count(failures).forEach((kind, number) -> words.add(number + " " + kind.title()));
        return String.join(", ", words);
    }
}
