package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.reports.run.CaseSample;
import dev.jetvm.reports.run.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All options of a run. */
final class RunSettings {
    enum Format {
        json, html, junit, markdown, badge
    }

    enum Color {
        auto, always, never
    }

    @Mixin
    final AgentSettings agent = new AgentSettings();

    @Mixin
    final ProgramSettings program = new ProgramSettings();

    @Mixin
    final FilterSettings filter = new FilterSettings();

    @Option(names = "--expect", paramLabel = "FILE", description = "Known failures, a line each: id verdict reason [link]. An unexpected pass fails.")
    @Nullable
    Path expect;

    @Option(names = "--update-expect", description = "Rewrite the file of --expect to accept what this run found.")
    boolean updateExpect;

    @Option(names = "-j", paramLabel = "N", description = "Agents at a time (default: number of processors, at most 4).")
    int agents = Math.min(4, Runtime.getRuntime().availableProcessors());

    @Option(names = {"-x", "--exit-first"}, description = "Stop at the first failure.")
    boolean exitFirst;

    @Option(names = "--max-fail", paramLabel = "N", description = "Stop after N failures.")
    int maxFail;

    @Option(names = "--repeat", paramLabel = "N", description = "Run every case N times; its worst result stands.")
    int repeat = 1;

    @Option(names = "--sample", paramLabel = "1/N|P%%", description = "Only a random sample of the selected cases; the report says so. The same --seed selects the same cases.")
    @Nullable
    String sample;

    @Option(names = "--profile-run", description = "Say where the time of the run went; profile.json beside the report has all of it.")
    boolean profileRun;

    @Option(names = "--dry-run", description = "Say which cases would run, and run none.")
    boolean dryRun;

    @Option(names = "--format", paramLabel = "F", split = ",", description = "Which files to write: ${COMPLETION-CANDIDATES} (default: all; report.json is always written).")
    List<Format> formats = new ArrayList<>(List.of(Format.values()));

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: reports/target/conformance; in a distribution ./jet-conformance).")
    Path out = defaultOut();

    @Option(names = "--color", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES} (default: auto).")
    Color color = Color.auto;

    /** The cases that the options select, or a sample of them if one is requested. */
    Selection selection(RuleBook book, long seed) {
        Selection all = filter.selection(book);
        String part = sample;
        try {
            return part == null ? all : all.sampled(CaseSample.parse(part, seed));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--sample: " + e.getMessage());
        }
    }

    /** The folder that a report is written to, and looked for, unless the user names another. */
    static Path defaultOut() {
        String named = System.getProperty("jet.out");
        return named == null
                ? Path.of(System.getProperty("jet.root", "."), "reports", "target", "conformance")
                : Path.of(named);
    }

    int failureLimit() {
        if (maxFail < 0 || repeat < 1 || agents < 1 || agents > 256) {
            throw new UsageError("--max-fail is at least 0, --repeat at least 1, -j from 1 to 256");
        }
        return exitFirst ? 1 : maxFail;
    }
}
