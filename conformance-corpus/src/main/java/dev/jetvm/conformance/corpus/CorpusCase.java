package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case of the corpus in one profile, with its templates expanded.
 *
 * @param id permanent slug; in a profile other than {@code tagged} it ends in {@code @nan}
 * @param chapter name of the chapter, such as {@code values}
 * @param since version of the suite that introduced the case
 * @param rationale why the expectation is correct; may be empty
 * @param steps the exchanges in order, at least one
 */
public record CorpusCase(String id, String title, String chapter, List<String> rules, String level, String kind,
        String since, Set<String> requires, Setting setting, boolean ownProcess, String rationale, List<Step> steps,
        Source source) {
    /** The kind of a case whose every step is a concurrent history; the steps repeat one race. */
    public static final String HISTORY = "history";
    /** The end of the id of a program's binary. */
    static final String BINARY = ".bin";

    /**
     * Of the binary of a program in the tagged profile, which is run with counters: the features of which one makes it
     * differ from the case of the program itself, which is sent as text to an implementation that reads text, and is run without
     * counters. Empty for every other case.
     */
    public Set<String> differs() {
        return id.endsWith(BINARY) && !steps.getFirst().expect().path("value").has("counters")
                ? Set.of(Step.TEXT, "vm.counters")
                : Set.of();
    }

    /** The information about this case that a run needs before it starts the case. */
    public CaseInfo info(long seed) {
        return new CaseInfo(id, title, rules, level, kind, requires, setting, ownProcess, seed, differs());
    }

    /** The number of outcomes that every run of the program may have; 0 for a case with one right answer to each step. */
    public int outcomes() {
        ObjectNode expect = steps.getFirst().expect();
        return steps.size() > 1 && steps.stream().allMatch(step -> step.expect() == expect)
                ? expect.path("anyOf").size()
                : 0;
    }

    public String profile() {
        return setting.profile();
    }
}
