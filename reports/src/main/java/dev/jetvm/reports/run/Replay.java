package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.agent.Calibration;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.property.PropertyReplay;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.listener.ResultMaker;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs one case alone with its full transcript. */
public final class Replay {
    /** The text before a case or a file in the command that repeats it. */
    public static final String COMMAND = "./jet conformance repro ";

    private Replay() {}

    /**
     * Runs a case.
     *
     * @param processes how a case about a process is run
     * @param budgetFactor factor of the time limits; null to measure it
     * @throws VerdictError if the implementation cannot be started or does not complete {@code hello}
     */
    public static Report run(String id, AgentOptions agents, ProcessCases processes, RuleBook book,
            String reproSuffix, @Nullable Double budgetFactor) {
        RunOptions options = new RunOptions(agents, processes, String.join(" ", agents.command()), Selection.only(id),
                0, 1,
                Expectations.NONE, List.of("repro", id), reproSuffix, budgetFactor, null);
        return new ConformanceRun(options, book, new Calibration(), true).run(List.of());
    }

    /**
     * Tries a property with one sample.
     *
     * @param sample from the file that a failing run wrote
     * @throws VerdictError if the implementation cannot be started or does not complete {@code hello}
     * @param budgetFactor factor of the time limits; null to measure it
     * @throws IllegalArgumentException if the property does not accept such a sample
     */
    public static CaseResult sample(CaseInfo info, Method property, JsonNode sample, AgentOptions agents, RuleBook book,
            String reproSuffix, @Nullable Double budgetFactor) {
        try (AgentPool pool = AgentPool.start(agents)) {
            ResultMaker maker = new ResultMaker(book, COMMAND, reproSuffix, true, pool::offers, Map.of());
            new Calibration().limit(pool, budgetFactor);
            pool.hello();
            long start = System.nanoTime();
            VerdictError end = play(pool, info, property, sample);
            try (CaseRun run = CurrentCase.exit()) {
                return maker.make(info, end, end.detail(), run, (System.nanoTime() - start) / 1e6);
            }
        }
    }

    private static VerdictError play(AgentPool pool, CaseInfo info, Method property, JsonNode sample) {
        CurrentCase.enter(pool, info);
        try {
            PropertyReplay.play(property, sample);
            return new VerdictError(Verdict.PASS, "");
        } catch (VerdictError error) {
            return error;
        }
    }
}
