package dev.jetvm.reports.run;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RuleResult;
import dev.jetvm.reports.model.RunInfo;
import dev.jetvm.reports.model.StressEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins the reports of several runs, such as the shards of one, into one report of all their cases.
 *
 * @param report the joint report
 * @param missing the shards of which there is no report, {@code 3/4}; empty if all cases of the suite are in the reports
 */
public record ReportMerge(Report report, List<String> missing) {
    private static final String INSTEAD = "; 'jet conformance matrix' shows reports of different implementations side by side";
    private static final Pattern SHARD_OPTION = Pattern.compile(" ?--shard [0-9]+/[0-9]+");
    private static final Pattern SHARD = Pattern.compile("--shard[ =]([0-9]{1,6})/([0-9]{1,6})");

    /**
     * Joins reports by suite and implementation. A case of several reports keeps its first result that is not a pass.
     *
     * @param reports at least one, by the name of its file
     * @throws IllegalArgumentException if they are of different suites or implementations, with a message for the user
     */
    public static ReportMerge of(Map<String, Report> reports, RuleBook book) {
        List<Report> all = List.copyOf(reports.values());
        Report first = all.getFirst();
        reports.forEach((file, each) -> {
            require(file, "the suite", suite(first), suite(each));
            requireSameImplementation(file, first.run(), each.run());
            require(file, "the number of cases in the suite", first.accounting().discovered(),
                    each.accounting().discovered());
        });
        Map<String, CaseResult> results = new TreeMap<>();
        all.forEach(report -> report.results().forEach(result -> results.merge(result.id(), result,
                (old, late) -> old.verdict().equals("pass") ? late : old)));
        Accounting accounting = accounting(first.accounting().discovered(), results.values().stream().toList());
        List<String> missing = accounting.filtered() == 0 ? List.of() : missing(all);
        RunInfo info = info(all, List.copyOf(reports.keySet()), filters(all, missing.isEmpty()));
        return new ReportMerge(Report.of(info, accounting, new ArrayList<>(results.values()), book,
                first(all, Report::heap), stress(all)), missing);
    }

    private static String suite(Report report) {
        return report.run().suite() + ", specification " + report.run().spec() + ", protocol "
                + report.run().protocol();
    }

    private static void require(String file, String what, Object expected, Object found) {
        require(file, what, expected, found, "");
    }

    private static void require(String file, String what, Object expected, Object found, String instead) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException(
                    file + ": " + what + " is " + found + ", but that of the first report is " + expected + instead);
        }
    }

    private static void requireSameImplementation(String file, RunInfo first, RunInfo each) {
        require(file, "the implementation", first.name(), each.name(), INSTEAD);
        require(file, "the command of the implementation", first.command(), each.command(), INSTEAD);
        require(file, "what the implementation says of itself", first.impl(), each.impl(), INSTEAD);
    }

    private static Accounting accounting(int discovered, List<CaseResult> results) {
        int unsupported = count(results, "unsupported");
        int skipped = count(results, "skipped");
        return new Accounting(discovered, results.size() - unsupported - skipped, discovered - results.size(),
                unsupported, skipped);
    }

    private static int count(List<CaseResult> results, String verdict) {
        return (int) results.stream().filter(result -> result.verdict().equals(verdict)).count();
    }

    /**
     * What the runs selected. The shards of one selection are that selection; selections that differ are all named, with
     * their seeds if these differ, too.
     */
    private static List<String> filters(List<Report> all, boolean complete) {
        List<String> whole = distinct(all, filter -> SHARD_OPTION.matcher(filter).replaceAll("").strip());
        if (complete && whole.size() == 1 && sameSeed(all)) {
            return whole.getFirst().isEmpty() ? List.of() : whole;
        }
        List<String> each = distinct(all, filter -> filter);
        return each.size() == 1 && each.getFirst().isEmpty()
                ? List.of()
                : each.stream().map(filter -> filter.isEmpty() ? "no filter" : filter).toList();
    }

    private static boolean sameSeed(List<Report> all) {
        return all.stream().map(report -> report.run().seed()).distinct().count() == 1;
    }

    /** The different filters of the reports; an empty one for a run of all cases. */
    private static List<String> distinct(List<Report> all, UnaryOperator<String> form) {
        boolean sameSeed = sameSeed(all);
        return all.stream().flatMap(report -> {
            List<String> filters = report.run().filters();
            String seed = sameSeed ? "" : " --seed " + report.run().seed();
            return (filters.isEmpty() ? List.of("") : filters).stream()
                    .map(filter -> filter.contains("--seed ") ? filter : (filter + seed).strip());
        }).map(form).distinct().toList();
    }

    private static RunInfo info(List<Report> all, List<String> files, List<String> filters) {
        RunInfo first = all.getFirst().run();
        List<RunInfo> runs = all.stream().map(Report::run).toList();
        Stream<String> shards = shards(all).map(shard -> "--shard=" + shard.group(1) + "/" + shard.group(2)).distinct();
        List<String> argv = Stream.of(Stream.of("merge"), files.stream(), shards).flatMap(part -> part).toList();
        return new RunInfo(first.suite(), first.spec(), first.protocol(), first.impl(), first.command(),
                all.size() + " runs on " + joined(runs, RunInfo::host), first.seed(), sample(runs), argv,
                runs.stream().map(RunInfo::started).min(String::compareTo).orElseThrow(),
                Math.round(runs.stream().mapToDouble(RunInfo::seconds).sum() * 1e3) / 1e3,
                runs.stream().mapToInt(RunInfo::executions).sum(),
                runs.stream().flatMap(run -> run.strays().stream()).toList(), first.next(), first.core(),
                runs.stream().mapToDouble(RunInfo::budgetFactor).max().orElse(1), filters, List.of());
    }

    private static String joined(List<RunInfo> runs, Function<RunInfo, String> part) {
        return runs.stream().map(part).distinct().collect(Collectors.joining("; "));
    }

    private static @Nullable String sample(List<RunInfo> runs) {
        String samples = runs.stream().map(RunInfo::sample).filter(Objects::nonNull).distinct()
                .collect(Collectors.joining(", "));
        return samples.isEmpty() ? null : samples;
    }

    private static <T> @Nullable T first(List<Report> all, Function<Report, @Nullable T> part) {
        for (Report report : all) {
            T there = part.apply(report);
            if (there != null) {
                return there;
            }
        }
        return null;
    }

    private static StressEvidence.@Nullable Whole stress(List<Report> all) {
        for (Report report : all) {
            StressEvidence run = report.stress();
            if (run != null) {
                Map<String, StressEvidence.OfClause> clauses = new LinkedHashMap<>();
                for (RuleResult rule : report.rules()) {
                    StressEvidence.OfClause evidence = rule.stress();
                    if (evidence != null) {
                        clauses.put(rule.id(), evidence);
                    }
                }
                return new StressEvidence.Whole(run, clauses);
            }
        }
        return null;
    }

    /** The shards of the runs, {@code 3/4}; the arguments of a joint report name those that it contains. */
    private static Stream<MatchResult> shards(List<Report> all) {
        return all.stream().flatMap(report -> SHARD.matcher(String.join(" ", report.run().argv())).results());
    }

    /** The shards that the arguments of the runs leave open: of each number of shards, those that were not run. */
    private static List<String> missing(List<Report> all) {
        Map<Integer, TreeSet<Integer>> there = new TreeMap<>();
        shards(all).forEach(shard -> there.computeIfAbsent(Integer.valueOf(shard.group(2)), _ -> new TreeSet<>())
                .add(Integer.valueOf(shard.group(1))));
        List<String> missing = new ArrayList<>();
        there.forEach((count, indices) -> {
            for (int index = 1; index <= count; index++) {
                if (!indices.contains(index)) {
                    missing.add(index + "/" + count);
                }
            }
        });
        return missing;
    }
}
