package dev.jetvm.reports.model;

import dev.jetvm.conformance.corpus.CoreFeatures;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What of a stateful chapter is seen with its core.
 *
 * @param features the core
 * @param cases cases of the chapter's testable MUST clauses
 * @param coreCases those that need only the core
 * @param clauses testable MUST clauses
 * @param coreClauses those shown by a case that needs only the core
 */
public record CoreShare(String chapter, Set<String> features, int cases, int coreCases, int clauses, int coreClauses) {

    /** The chapters that have a core, in the order of the book. */
    public static List<CoreShare> of(Collection<CaseInfo> cases, RuleBook book, CoreFeatures core) {
        List<CoreShare> shares = new ArrayList<>();
        core.chapters().forEach((chapter, features) -> {
            List<String> clauses = book.all().stream().filter(rule -> rule.chapter().equals(chapter)
                    && rule.level().equals("must") && rule.untestable().isEmpty()).map(RuleBook.Rule::id).toList();
            List<CaseInfo> about = cases.stream()
                    .filter(each -> each.rules().stream().anyMatch(clauses::contains)).toList();
            List<CaseInfo> plain = about.stream()
                    .filter(each -> core.suffices(chapter, each.profile(), each.requires())).toList();
            int shown = (int) clauses.stream()
                    .filter(clause -> plain.stream().anyMatch(each -> each.rules().contains(clause)
                            && core.shows(clause, chapter, each.profile(), each.requires())))
                    .count();
            shares.add(new CoreShare(chapter, features, about.size(), plain.size(), clauses.size(), shown));
        });
        return shares;
    }
}
