package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.reports.run.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose cases. */
final class FilterSettings {
    @Option(names = "-k", paramLabel = "GLOB", split = ",", description = "Only cases whose id matches; * and ? stand for any text and any character.")
    List<String> globs = new ArrayList<>();

    @Option(names = "--rule", paramLabel = "ID", split = ",", description = "Only cases that show this clause (HDR-03) or this chapter's (HDR).")
    List<String> rules = new ArrayList<>();

    @Option(names = "--feature", paramLabel = "F", split = ",", description = "Only cases that need this feature (header.bytes) or chapter word (header).")
    List<String> features = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "GLOB", split = ",", description = "Leave these out; the report names them.")
    List<String> skip = new ArrayList<>();

    @Option(names = "--shard", paramLabel = "i/n", description = "Only the i-th of n parts, by a hash of the id.")
    @Nullable
    String shard;

    Selection selection(RuleBook book) {
        for (String rule : rules) {
            if (book.all().stream().noneMatch(each -> Selection.means(rule, each.id()))) {
                throw new UsageError("there is no clause " + rule
                        + Names.suggest(rule, book.all().stream().map(RuleBook.Rule::id).toList()));
            }
        }
        try {
            String part = shard;
            return new Selection(List.copyOf(globs), List.copyOf(rules), List.copyOf(features), List.copyOf(skip),
                    part == null ? null : Selection.Shard.parse(part), null);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--shard: " + e.getMessage());
        }
    }
}
