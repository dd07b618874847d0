package dev.jetvm.spec.blocks;

import dev.jetvm.conformance.corpus.CoreFeatures;
import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.CoreShare;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of the cores: what of each stateful chapter an implementation with the core alone gets to see. */
final class CoreTable {
    private CoreTable() {}

    static List<String> lines() {
        List<CaseInfo> cases = Corpus.load().stream().map(each -> each.info(0)).toList();
        List<String> lines = new ArrayList<>(List.of("[.cores,cols=\"4,8,>3,>3\",options=\"header\"]", "|===",
                "|Chapter |Core |Cases with the core |Clauses with the core", ""));
        CoreShare.of(cases, RuleBook.load(), CoreFeatures.load())
                .forEach(share -> lines.add("|%s |%s |%s of %s |%s of %s"
                        .formatted(share.chapter(), share.features().stream().map(GeneratedBlocks::literal)
                                .collect(Collectors.joining(", ")),
                                share.coreCases(), share.cases(), share.coreClauses(), share.clauses())));
        lines.add("|===");
        return lines;
    }
}
