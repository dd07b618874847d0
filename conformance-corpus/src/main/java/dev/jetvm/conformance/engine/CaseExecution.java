package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Difference;
import dev.jetvm.conformance.corpus.Matcher;
import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;

/** Executes the steps of a case against the agent of the current run. Returns normally if the case passes. */
public final class CaseExecution {
    private CaseExecution() {}

    /** @throws VerdictError with the first difference, or as decided by the suite */
    public static void play(CorpusCase corpusCase) {
        CaseRun run = CurrentCase.run();
        Matcher matcher = new Matcher();
        int number = 0;
        for (Step step : corpusCase.steps()) {
            number++;
            Answer answer = switch (step.sent()) {
                case Step.Message(Request request) -> call(run, matcher, request);
                case Step.Program(Request text, Request binary) ->
                    call(run, matcher, run.offers(Step.TEXT) ? text : binary);
                case Step.Raw raw -> run.callRaw(raw.line());
            };
            Difference difference = matcher.compare(step.expect(), answer.message()).orElse(null);
            if (difference != null) {
                String where = corpusCase.steps().size() == 1 ? "" : "step " + number + ", ";
                throw new VerdictError(Verdict.FAIL, where + difference + " (" + corpusCase.source() + ")",
                        step.expect(), answer.message());
            }
        }
    }

    private static Answer call(CaseRun run, Matcher matcher, Request request) {
        return run.call(new Request(request.op(), matcher.fill(request.members())));
    }
}
