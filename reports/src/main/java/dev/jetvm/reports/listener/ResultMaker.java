package dev.jetvm.reports.listener;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SeenClauses;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ReplayFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Creates results. Transcripts are kept only for cases that need an explanation. */
public final class ResultMaker {
    private final RuleBook book;
    private final String reproPrefix;
    private final String reproSuffix;
    private final boolean keepTranscripts;
    private final Predicate<String> offers;
    private final Map<String, Integer> places;

    /**
     * @param reproPrefix repro command before the case's id
     * @param reproSuffix options after the id, which select the implementation and the seed
     * @param keepTranscripts whether the transcripts of passing cases are kept too
     * @param offers whether the implementation announces a feature
     * @param places the place of each case in the suite, by id
     */
    public ResultMaker(RuleBook book, String reproPrefix, String reproSuffix, boolean keepTranscripts,
            Predicate<String> offers, Map<String, Integer> places) {
        this.places = places;
        this.offers = offers;
        this.keepTranscripts = keepTranscripts;
        this.book = book;
        this.reproPrefix = reproPrefix;
        this.reproSuffix = reproSuffix;
    }

    /** The chapter title of a case, which is that of its first clause. */
    public String chapter(CaseInfo info) {
        return info.rules().stream().map(book::find).flatMap(Optional::stream).findFirst()
                .map(RuleBook.Rule::chapter).orElse("");
    }

    /** The clauses that a result speaks of: of a case that was run, those of which it can show anything. */
    private List<String> rules(CaseInfo info, VerdictError error) {
        if (error.verdict() == Verdict.PASS) {
            return info.shown(offers);
        }
        return CaseResult.failed(error.verdict().word())
                ? SeenClauses.suite().violated(info, offers, error.observed())
                : info.rules();
    }

    /** Creates a result without an expectation: a pass, a case that was not run, or a defect of the suite. */
    public CaseResult make(CaseInfo info, Verdict verdict, String detail, @Nullable CaseRun run, double millis) {
        return make(info, new VerdictError(verdict, detail), detail, run, millis);
    }

    /** @param detail replaces the verdict's own sentence */
    public CaseResult make(CaseInfo info, VerdictError error, String detail, @Nullable CaseRun run, double millis) {
        Verdict verdict = error.verdict();
        CaseRun told = verdict == Verdict.PASS && !keepTranscripts ? null : run;
        List<CaseRun.Exchange> transcript = told == null ? List.of() : told.transcript();
        List<String> rules = rules(info, error);
        return new CaseResult(info.id(), info.title(), rules, chapter(info), info.level(), info.kind(),
                info.profile(), book.suspect(rules), verdict.word(),
                CaseResult.failed(verdict.word()) ? error.kind().word() : "",
                run == null ? List.of() : run.leftOut(), run == null ? null : run.outcomes(), detail, error.expected(),
                error.observed(), Math.round(millis * 1000) / 1000.0, run == null ? 1 : run.attempts(),
                Long.toString(info.seed()), reproPrefix + info.id() + reproSuffix,
                CaseResult.failed(verdict.word()) ? ReplayFile.name(info.id()) : "", error.sample(), error.history(),
                transcript,
                told == null ? "" : told.stderrTail(), places.get(info.id()));
    }
}
