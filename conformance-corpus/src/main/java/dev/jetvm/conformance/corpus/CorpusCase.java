package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.util.List;
import java.util.Set;

/**
 * A case of the corpus, templates expanded, in one profile.
 *
 * @param id stable slug; in a profile other than {@code tagged} it ends in {@code @nan}
 * @param chapter word of the chapter, {@code values}
 * @param since version of the suite that brought it
 * @param rationale why the expectation is what it is; may be empty
 * @param steps the exchanges in their order, at least one
 */
public record CorpusCase(String id, String title, String chapter, List<String> rules, String level, String kind,
        String since, Set<String> requires, Setting setting, boolean ownProcess, String rationale, List<Step> steps,
        Source source) {

    /** What a run knows of this case before it starts. */
    public CaseInfo info(long seed) {
        return new CaseInfo(id, title, rules, level, kind, requires, setting, ownProcess, seed);
    }

    public String profile() {
        return setting.profile();
    }
}
