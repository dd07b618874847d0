package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Difference;
import dev.jetvm.conformance.corpus.Matcher;
import dev.jetvm.conformance.corpus.Observations;
import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executes the steps of a case against the agent of the current run. After a wrong counter or an absent member the case
 * continues, and its verdict is the gravest difference that was seen.
 */
public final class CaseExecution {
    /** The clause whose cases must show that the seed of a schedule matters. */
    private static final String SEEDS = "CONF-25";
    private static final Set<Verdict> NO_ANSWER = EnumSet.of(Verdict.CRASH, Verdict.TIMEOUT, Verdict.PROTOCOL_ERROR);

    private final CorpusCase corpusCase;
    private final CaseRun run;
    private final Matcher matcher = new Matcher();
    private @Nullable VerdictError found;
    /** The outcome of each seed of a schedule. */
    private final Map<Long, Integer> ofSeeds = new HashMap<>();

    private CaseExecution(CorpusCase corpusCase, CaseRun run) {
        this.corpusCase = corpusCase;
        this.run = run;
    }

    /**
     * Returns normally if the case passes.
     *
     * @throws VerdictError with the gravest difference, or as decided by the suite
     */
    public static void play(CorpusCase corpusCase) {
        new CaseExecution(corpusCase, CurrentCase.run()).play();
    }

    private void play() {
        Step first = corpusCase.steps().getFirst();
        if (first.sent() instanceof Step.Start(Launch launch)) {
            LaunchExecution.play(run, launch, first.expect(), corpusCase.source());
            return;
        }
        int number = 0;
        for (Step step : tried()) {
            number++;
            Set<String> missing = Observations.missing(step, run::offers);
            missing.forEach(run::leaveOut);
            if (missing.isEmpty()) {
                play(step, number);
            }
        }
        VerdictError minor = found;
        if (minor != null) {
            throw minor;
        }
        if (corpusCase.rules().contains(SEEDS)) {
            requireVariety();
        }
    }

    /**
     * Of a case that repeats a race, as large a part as the effort of the run: each repetition can show the fault that the others
     * show.
     */
    private List<Step> tried() {
        List<Step> steps = corpusCase.steps();
        if (!corpusCase.kind().equals(CorpusCase.HISTORY)) {
            return steps;
        }
        return steps.subList(0,
                (int) Math.clamp((long) Math.ceil(steps.size() * CurrentCase.effort()), 1, steps.size()));
    }

    /** @spec CONF-25 */
    private void requireVariety() {
        if (ofSeeds.size() > 1 && Set.copyOf(ofSeeds.values()).size() == 1) {
            throw new VerdictError(Verdict.FAIL,
                    "%d seeds led to the same output, one of %d that are possible: the schedule is not drawn from the seed (%s)"
                            .formatted(ofSeeds.size(), corpusCase.outcomes(), corpusCase.source()));
        }
    }

    private void play(Step step, int number) {
        Set<String> leftOut = new TreeSet<>();
        ObjectNode expected = Observations.expected(step, run::offers, leftOut);
        leftOut.forEach(run::leaveOut);
        Answer answer = answer(step, number, expected);
        if (corpusCase.outcomes() > 0 && answer.outcome() == Outcome.OK) {
            outcome(number, step, expected, answer);
            return;
        }
        List<Difference> differences = matcher.differences(expected, answer.message());
        if (!differences.isEmpty()) {
            VerdictError error = error(step, number, expected, answer, differences);
            if (!error.kind().isMinor()) {
                throw error;
            }
            VerdictError before = found;
            if (before == null || error.kind().compareTo(before.kind()) < 0) {
                found = error;
            }
        } else if (step.sent() instanceof Step.Message(Request request) && request.op().equals(WorkloadJudge.OP)) {
            judge(request, answer, number);
        }
    }

    /** The outcome of one of several runs is one of those that the program can have. */
    private void outcome(int number, Step step, ObjectNode expected, Answer answer) {
        int seen = matcher.alternative(expected, answer.message());
        if (seen < 0) {
            JsonNode value = answer.message().path("value");
            String panic = value.path("panic").path("code").asString("");
            throw new VerdictError(Verdict.FAIL,
                    "run %d of %d ended as no order of the instructions can: status %s%s, standard output %s; %d outcomes are possible (%s)"
                            .formatted(number, corpusCase.steps().size(), value.path("status").asString("?"),
                                    panic.isEmpty() ? "" : " " + panic, value.path("stdout"), corpusCase.outcomes(),
                                    corpusCase.source()),
                    expected, answer.message());
        }
        step.request().map(request -> request.members().path("schedule").path("seed").asLong(0)).filter(
                seed -> seed > 0).ifPresent(seed -> {
                    if (ofSeeds.merge(seed, seen, (before, _) -> before) != seen) {
                        throw new VerdictError(Verdict.FAIL,
                                "run %d: the seed %d led to another output than before (%s)".formatted(number, seed,
                                        corpusCase.source()),
                                expected, answer.message());
                    }
                });
        run.saw(seen, corpusCase.outcomes());
    }

    /** A history is an answer like any other to the expectation; whether the object may behave so is judged apart. */
    private void judge(Request request, Answer answer, int number) {
        try {
            WorkloadJudge.check(request, answer, feature -> {
                if (!run.offers(feature)) {
                    run.leaveOut(feature);
                }
                return run.offers(feature);
            });
        } catch (VerdictError wrong) {
            VerdictError located = new VerdictError(wrong.verdict(),
                    where(number) + wrong.detail() + " (" + corpusCase.source() + ")", wrong.expected(),
                    wrong.observed(), null, wrong.kind());
            throw located.withHistory(wrong.history());
        }
    }

    /** The answer to a step. If none comes, the error says in which step, and what was expected there. */
    private Answer answer(Step step, int number, ObjectNode expected) {
        try {
            return switch (step.sent()) {
                case Step.Message(Request request) -> call(request);
                case Step.Program(Request text, Request binary) -> call(run.offers(Step.TEXT) ? text : binary);
                case Step.Raw raw -> run.callRaw(raw.line());
                case Step.Start _ -> throw new VerdictError(Verdict.SUITE_DEFECT,
                        "a case that starts a process has no other step (" + corpusCase.source() + ")");
            };
        } catch (VerdictError none) {
            if (!NO_ANSWER.contains(none.verdict())) {
                throw none;
            }
            VerdictError explained = new VerdictError(none.verdict(),
                    none.detail() + " (" + where(number) + corpusCase.source() + ")", matcher.fill(expected),
                    none.observed());
            explained.initCause(none);
            throw explained;
        }
    }

    private String where(int number) {
        return corpusCase.steps().size() == 1 ? "" : "step " + number + ", ";
    }

    private VerdictError error(Step step, int number, ObjectNode expected, Answer answer,
            List<Difference> differences) {
        String where = where(number);
        ObjectNode shown = matcher.fill(expected);
        Difference gravest = differences.getFirst();
        String op = step.request().map(Request::op).orElse("");
        if (answer.outcome() != Outcome.OK || !expected.path("outcome").asString("").equals("ok") || op.isEmpty()) {
            return new VerdictError(Verdict.FAIL, where + gravest + " (" + corpusCase.source() + ")", shown,
                    answer.message());
        }
        FailureKind kind = Observations.kind(op, gravest, corpusCase.rules());
        for (Difference each : differences) {
            FailureKind other = Observations.kind(op, each, corpusCase.rules());
            if (other.compareTo(kind) < 0) {
                kind = other;
                gravest = each;
            }
        }
        return new VerdictError(Verdict.FAIL, where + gravest + " (" + corpusCase.source() + ")", shown,
                answer.message(), null, kind);
    }

    private Answer call(Request request) {
        return run.call(new Request(request.op(), matcher.fill(request.members())));
    }
}
