package dev.jetvm.reports.cli;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.listener.CaseCatalogue;
import java.util.List;

/** Finds cases by the name that the user entered. */
final class Cases {
    private Cases() {}

    /** @throws UsageError if there is no such case; the message suggests similar names */
    static CaseInfo find(String id, CaseCatalogue catalogue) {
        List<CaseInfo> all = catalogue.all();
        return all.stream().filter(info -> info.id().equals(id)).findFirst()
                .orElseThrow(() -> new UsageError("there is no case " + id
                        + Names.suggest(id, all.stream().map(CaseInfo::id).toList())
                        + " ('jet conformance list' shows them all)"));
    }
}
