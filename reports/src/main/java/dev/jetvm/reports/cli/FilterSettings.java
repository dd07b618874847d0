package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.run.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select cases. */
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

    /**
     * Rejects filters that match no case, since an empty run would look like a success.
     *
     * @throws UsageError if a pattern, a clause or a feature matches no case, or no case matches all filters
     */
    void requireMatch(List<CaseInfo> all) {
        for (String glob : globs) {
            require(all, Selection.only(glob), "-k: no case has an id that matches " + glob
                    + Names.suggest(glob, all.stream().map(CaseInfo::id).toList()));
        }
        for (String rule : rules) {
            require(all, new Selection(List.of(), List.of(rule), List.of(), List.of(), null, null),
                    "--rule: no case shows " + rule + "; 'jet conformance explain " + rule + "' says why");
        }
        List<String> known = all.stream().flatMap(info -> info.requires().stream())
                .filter(feature -> !CaseInfo.excludes(feature)).distinct().sorted().toList();
        for (String feature : features) {
            require(all, new Selection(List.of(), List.of(), List.of(feature), List.of(), null, null),
                    "--feature: no case needs " + feature + Names.suggest(feature, known));
        }
        Selection together = new Selection(globs, rules, features, skip, null, null);
        require(all, together, "no case meets all of -k, --rule and --feature together");
        if (all.stream().filter(together::wants).allMatch(together::skips)) {
            throw new UsageError("--skip leaves out every case that is selected");
        }
    }

    private static void require(List<CaseInfo> all, Selection selection, String message) {
        if (all.stream().noneMatch(selection::wants)) {
            throw new UsageError(message);
        }
    }

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
