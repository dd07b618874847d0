package dev.jetvm.conformance.session;

import java.util.List;
import java.util.Set;

/**
 * What is known of a case before it runs.
 *
 * @param id stable slug, never reused: {@code val-int-one}
 * @param title one sentence
 * @param rules clauses that the case shows: {@code HDR-03}
 * @param level {@code must}, {@code should} or {@code may}
 * @param kind {@code example}, {@code negative}, {@code property}, {@code history}, {@code program}, {@code probe} or
 *        {@code scenario}
 * @param requires features that the implementation has to announce: {@code value.words}, {@code profile.nan}
 * @param setting what the agent is configured to
 * @param ownProcess whether the case needs an agent of its own ({@code isolation: process})
 * @param seed derived from the seed of the run and the id
 */
public record CaseInfo(String id, String title, List<String> rules, String level, String kind, Set<String> requires,
        Setting setting, boolean ownProcess, long seed) {

    /** {@code tagged} or {@code nan}. */
    public String profile() {
        return setting.profile();
    }
}
