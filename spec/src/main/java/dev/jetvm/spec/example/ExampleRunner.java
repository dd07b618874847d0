package dev.jetvm.spec.example;

import dev.jetvm.conformance.corpus.Difference;
import dev.jetvm.conformance.corpus.Matcher;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Runs examples through an agent, each from the initial state and with its exchanges in order. */
public final class ExampleRunner {
    /** Operations that change an agent permanently: an example that contains one of them runs in its own process. */
    private static final Set<String> ENDING = Set.of("hello", "configure", "bye");

    private final SuiteSession session;
    private final boolean announcedOnly;

    public ExampleRunner(SuiteSession session) {
        this(session, true);
    }

    /**
     * @param announcedOnly whether an operation whose feature the agent does not announce is a problem; otherwise it is
     *        sent like any other, and the example says what is answered
     */
    ExampleRunner(SuiteSession session, boolean announcedOnly) {
        this.session = session;
        this.announcedOnly = announcedOnly;
    }

    /** Runs the examples and returns the deviations from the book, one problem per exchange. */
    public List<Problem> run(List<Example> examples) {
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (Example example : examples) {
            run(example, ++number, problems);
        }
        return problems;
    }

    private void run(Example example, int number, List<Problem> problems) {
        boolean own = example.exchanges().stream().anyMatch(it -> ENDING.contains(it.request().split("\\s", 2)[0]));
        CaseInfo info = new CaseInfo("spec-example-" + number, "example in the book, " + example.place(),
                example.clauses(), "must", "example", Set.of(), example.setting(), own, 0);
        try (CaseRun run = session.begin(info)) {
            Matcher matcher = new Matcher();
            for (Exchange exchange : example.exchanges()) {
                problem(exchange, run, matcher).ifPresent(problems::add);
            }
        } catch (VerdictError e) {
            problems.add(new Problem(example.place(), "the example did not run: " + e.detail()));
        }
    }

    private Optional<Problem> problem(Exchange exchange, CaseRun run, Matcher matcher) {
        try {
            Request request = ExchangeText.request(exchange);
            ObjectNode expected = ExchangeText.expectation(exchange);
            Answer answer = call(run, new Request(request.op(), matcher.fill(request.members())));
            ObjectNode observed = answer.message().deepCopy();
            observed.remove("id");
            Optional<Difference> difference = matcher.compare(expected, answer.message());
            return difference.map(it -> new Problem(exchange.place(), exchange.request() + "\n    expected " + expected
                    + "\n    observed " + observed + "\n    differ at " + it));
        } catch (ExchangeText.Unreadable e) {
            return Optional.of(new Problem(exchange.place(), String.valueOf(e.getMessage())));
        }
    }

    private Answer call(CaseRun run, Request request) {
        if (announcedOnly) {
            return run.call(request);
        }
        ObjectNode line = request.members().deepCopy();
        line.put("id", 1).put("op", request.op());
        return run.callRaw(line.toString().getBytes(StandardCharsets.UTF_8));
    }
}
