package dev.jetvm.reports.run;

import dev.jetvm.reports.model.NotRun;
import dev.jetvm.conformance.agent.Calibration;
import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.corpus.CoreFeatures;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.heap.HeapPainter;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.listener.ResultMaker;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.CoreShare;
import dev.jetvm.reports.model.NextFeature;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.RunInfo;
import dev.jetvm.reports.model.RunProfile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One run of the suite against one implementation. */
public final class ConformanceRun {
    /** With more timeouts than this the implementation is taken to hang; none is repeated. */
    private static final int REPEATED_TIMEOUTS = 10;
    /** Number of failures that are run again alone, one process each. */
    private static final int CONFIRMED_FAILURES = 20;
    /** Number of features in the report that would bring most. */
    private static final int NEXT_SHOWN = 10;

    private final RunOptions options;
    private final RuleBook book;
    private final Suite suite;
    private final CaseCatalogue catalogue;
    private final Map<String, CaseResult> results = new LinkedHashMap<>();
    private final Calibration calibration;
    private final boolean keepTranscripts;
    private final Repetitions repetitions = new Repetitions();
    private int failures;
    private boolean cutShort;
    private @Nullable RunProfile profile;
    private int executions;

    /**
     * Discovers the cases without running them.
     *
     * @param book the clauses that the report covers
     */
    public ConformanceRun(RunOptions options, RuleBook book) {
        this(options, book, new Calibration(), false);
    }

    /** @param keepTranscripts whether the transcripts of passing cases are kept too */
    ConformanceRun(RunOptions options, RuleBook book, Calibration calibration, boolean keepTranscripts) {
        this.calibration = calibration;
        this.keepTranscripts = keepTranscripts;
        this.options = options;
        this.book = book;
        this.suite = new Suite(options.agents().seed(), options.agents().agents());
        this.catalogue = suite.discover();
    }

    /** Where the time of the run went; null until it has ended. */
    public @Nullable RunProfile profile() {
        return profile;
    }

    /** All cases of the suite, selected or not. */
    public List<CaseInfo> cases() {
        return catalogue.all();
    }

    private Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        catalogue.all().forEach(info -> places.put(info.id(), places.size()));
        return places;
    }

    /** Whether the run was stopped before all cases were run. */
    public synchronized boolean cutShort() {
        return cutShort;
    }

    /**
     * Runs the selected cases.
     *
     * @throws VerdictError if the implementation cannot be started or does not complete {@code hello}
     * @throws ResourceShortage if the suite itself lacks memory, files or processes to continue
     */
    public Report run(List<Observer> observers) {
        try (Implementation under = Implementation.start(options);
                StoppableSession session = new StoppableSession(under)) {
            double factor = under.limit(calibration);
            ResultMaker maker = new ResultMaker(book, Replay.COMMAND,
                    options.reproSuffix() + (factor == 1 ? "" : " --budget-factor " + factor), keepTranscripts,
                    under::offers, places());
            JsonNode impl = under.impl();
            Map<String, CaseInfo> wanted = wanted(maker, under);
            observers.forEach(observer -> observer.started(wanted.size() * options.repeat()));
            Instant start = Instant.now();
            for (int round = 0; round < options.repeat(); round++) {
                suite.execute(catalogue, wanted.keySet(), session, maker,
                        result -> take(result, session, observers));
            }
            repeatTimeouts(session, maker);
            confirmAlone(session, maker);
            results.replaceAll((_, result) -> repetitions.counted(result));
            session.throwShortage();
            double seconds = Math.round(ChronoUnit.MICROS.between(start, Instant.now()) / 1e3) / 1e3;
            HeapPortrait heap = wanted.values().stream().anyMatch(HeapPainter::concerns)
                    ? under.paint(options.agents().seed())
                    : null;
            Report report = Report.of(info(impl, start, seconds, under, factor), accounting(wanted),
                    new ArrayList<>(results.values()), book, heap, options.stress());
            profile = RunProfile.of(report, under.times(), under.started(), options.agents().agents());
            observers.forEach(observer -> observer.finished(report));
            return report;
        }
    }

    /**
     * The cases to run by unique id. Cases that need another way to the implementation than there is, that the user skips, cases about implementations without a feature that is
     * announced, and repetitions get their result here.
     */
    private Map<String, CaseInfo> wanted(ResultMaker maker, Implementation under) {
        Map<String, CaseInfo> wanted = new LinkedHashMap<>();
        catalogue.byUniqueId().forEach((uniqueId, info) -> {
            if (!options.selection().wants(info)) {
                return;
            }
            String reason = options.selection().skips(info) ? "left out by --skip" : info.notApplicable(under::offers);
            NotRun way = under.notRun(info);
            if (reason.isEmpty() && way != null) {
                results.put(info.id(), maker.make(info, Verdict.UNSUPPORTED, way.detail(), null, 0));
            } else if (reason.isEmpty()) {
                wanted.put(uniqueId, info);
            } else {
                results.put(info.id(), maker.make(info, Verdict.SKIPPED, reason, null, 0));
            }
        });
        return wanted;
    }

    /** Records a result. With repetitions, the first result of a case that is not a pass is kept. */
    private synchronized void take(CaseResult result, StoppableSession session, List<Observer> observers) {
        repetitions.add(result);
        if (result.ran()) {
            executions++;
        }
        results.merge(result.id(), result, (old, late) -> old.verdict().equals(Verdict.PASS.word()) ? late : old);
        cutShort |= result.verdict().equals(Verdict.SKIPPED.word());
        if (result.failed() && !options.expected().covers(result) && ++failures == options.maxFail()) {
            session.stop("not begun: the run was stopped after " + failures
                    + (failures == 1 ? " failure" : " failures"));
        }
        observers.forEach(observer -> observer.result(result));
    }

    /**
     * Runs cases that timed out again, one at a time, when nothing else runs. The second result counts: a slow moment of
     * the machine is no fault of the implementation, a hang is one again.
     */
    private void repeatTimeouts(StoppableSession session, ResultMaker maker) {
        if (cutShort()) {
            return;
        }
        Map<String, String> late = new LinkedHashMap<>();
        catalogue.byUniqueId().forEach((uniqueId, info) -> {
            CaseResult result = results.get(info.id());
            if (result != null && result.verdict().equals(Verdict.TIMEOUT.word())) {
                late.put(uniqueId, info.id());
            }
        });
        if (late.size() > REPEATED_TIMEOUTS) {
            return;
        }
        late.forEach((uniqueId, id) -> suite.execute(catalogue, Set.of(uniqueId), session, maker,
                again -> results.put(id, again.again())));
    }

    /**
     * Runs failures again, each in a process of its own, if the process had served other cases before. A case that failed in
     * some of its repetitions only is left out: what it depends on is chance. The first result
     * counts; if the second differs, it says that it depends on what ran before. Crashes were repeated at once, and a
     * process that served no other case has nothing left over.
     */
    private void confirmAlone(StoppableSession session, ResultMaker maker) {
        if (cutShort()) {
            return;
        }
        Map<String, CaseResult> doubted = new LinkedHashMap<>();
        Set<String> wanted = new LinkedHashSet<>();
        catalogue.byUniqueId().forEach((uniqueId, info) -> {
            CaseResult result = results.get(info.id());
            if (result != null && doubted.size() < CONFIRMED_FAILURES && isDoubted(result, session)) {
                doubted.put(info.id(), result);
                wanted.add(uniqueId);
            }
        });
        if (doubted.isEmpty()) {
            return;
        }
        Map<String, String> before = new HashMap<>();
        doubted.keySet().forEach(id -> before.put(id, session.servedBefore(id)));
        Map<String, CaseInfo> infos = new HashMap<>();
        catalogue.all().forEach(info -> infos.put(info.id(), info));
        session.alone();
        suite.execute(catalogue, wanted, session, maker, alone -> {
            CaseResult first = doubted.get(alone.id());
            CaseInfo info = infos.get(alone.id());
            if (first != null && info != null) {
                String sentence = Confirmation.sentence(info, first, alone, before.getOrDefault(alone.id(), ""),
                        repetitions.always(alone.id()));
                synchronized (this) {
                    results.put(first.id(), sentence.isEmpty() ? first.again() : first.again(sentence));
                }
            }
        });
    }

    private boolean isDoubted(CaseResult result, StoppableSession session) {
        boolean isJudged = result.verdict().equals(Verdict.FAIL.word())
                || result.verdict().equals(Verdict.PROTOCOL_ERROR.word());
        return isJudged && !repetitions.sometimes(result.id()) && !session.servedBefore(result.id()).isEmpty()
                && !options.expected().covers(result);
    }

    private Accounting accounting(Map<String, CaseInfo> wanted) {
        Set<String> known = catalogue.all().stream().map(CaseInfo::id).collect(Collectors.toSet());
        int filtered = (int) catalogue.all().stream().filter(info -> !options.selection().wants(info)).count();
        int unsupported = count(known, Verdict.UNSUPPORTED);
        int skipped = count(known, Verdict.SKIPPED);
        int run = (int) results.values().stream().filter(result -> known.contains(result.id())).count() - unsupported
                - skipped;
        return new Accounting(catalogue.all().size(), run, filtered, unsupported, skipped);
    }

    private int count(Set<String> known, Verdict verdict) {
        return (int) results.values().stream()
                .filter(result -> known.contains(result.id()) && result.verdict().equals(verdict.word())).count();
    }

    private RunInfo info(JsonNode impl, Instant start, double seconds, Implementation under, double factor) {
        String host = "%s %s, %d processors, Java %s".formatted(System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        CaseSample sample = options.selection().sample();
        return new RunInfo(Versions.SUITE, Versions.SPEC, Versions.PROTOCOL, impl, options.command(), host,
                Long.toString(options.agents().seed()), sample == null ? null : sample.fraction(), options.argv(),
                start.truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds, executions, under.strays(),
                under.hasAgent()
                        ? NextFeature.of(catalogue.all(), under::offers).stream().limit(NEXT_SHOWN).toList()
                        : List.of(),
                CoreShare.of(catalogue.all(), book, CoreFeatures.load()), factor, filters(), List.of());
    }

    private List<String> filters() {
        String filter = options.selection().options();
        return filter.isEmpty() ? List.of() : List.of(filter);
    }
}
