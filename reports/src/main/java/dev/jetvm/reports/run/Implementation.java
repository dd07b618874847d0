package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.agent.Calibration;
import dev.jetvm.conformance.agent.ExchangeTimes;
import dev.jetvm.conformance.command.CommandSession;
import dev.jetvm.conformance.command.CommandTemplate;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.heap.HeapPainter;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.NotRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The implementation under test: its agents, the command that starts its programs, or both. */
final class Implementation implements SuiteSession {
    private static final String PROFILE = "profile.tagged";

    private final @Nullable AgentPool pool;
    private final @Nullable CommandSession programs;
    private final @Nullable CommandTemplate template;
    private final RunOptions options;

    private Implementation(RunOptions options) {
        ProcessCases processes = options.processes();
        this.options = options;
        this.template = processes.template();
        this.pool = processes.alone() ? null : AgentPool.start(options.agents());
        this.programs = template == null
                ? null
                : new CommandSession(template, processes.folder(), options.agents().budgets());
    }

    static Implementation start(RunOptions options) {
        return new Implementation(options);
    }

    /**
     * Multiplies the time limits, before the first case.
     *
     * @return the factor
     * @throws VerdictError if the agent cannot be started or does not answer
     */
    double limit(Calibration calibration) {
        Double given = options.budgetFactor();
        AgentPool agents = pool;
        double factor = agents != null
                ? calibration.limit(agents, given)
                : given == null ? calibration.ofComputation() : given;
        CommandSession commands = programs;
        if (commands != null) {
            Budgets budgets = options.agents().budgets();
            commands.limit(factor > 1 ? budgets.scaled(factor) : budgets);
        }
        return factor;
    }

    boolean offers(String feature) {
        if (ProcessFeatures.ALL.contains(feature)) {
            return programs != null && programs.offers(feature);
        }
        return pool == null ? feature.equals(PROFILE) : pool.offers(feature);
    }

    /** What the implementation says of itself; of a command alone, its name. */
    JsonNode impl() {
        return pool != null
                ? pool.hello().path("impl")
                : JsonNodeFactory.instance.objectNode().put("name", template == null ? "" : template.name())
                        .put("version", "").put("language", "").put("issues", "");
    }

    /** Why a case cannot be run in the ways that the user gave; null if it can. */
    @Nullable
    NotRun notRun(CaseInfo info) {
        if (ProcessFeatures.concerns(info)) {
            return programs == null ? NotRun.COMMAND : null;
        }
        return pool == null ? NotRun.AGENT : null;
    }

    @Nullable
    HeapPortrait paint(long seed) {
        return pool == null ? null : HeapPainter.paint(pool, pool::offers, seed).orElse(null);
    }

    ExchangeTimes times() {
        return pool == null ? new ExchangeTimes() : pool.times();
    }

    long started() {
        return pool == null ? 0 : pool.started();
    }

    List<String> strays() {
        return pool == null ? List.of() : pool.strays().stream().map(String::valueOf).toList();
    }

    /** Whether there is an agent, which announces features. */
    boolean hasAgent() {
        return pool != null;
    }

    @Override
    public double effort() {
        return options.agents().effort();
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        NotRun reason = notRun(info);
        if (reason != null) {
            throw new VerdictError(Verdict.UNSUPPORTED, reason.detail());
        }
        SuiteSession session = ProcessFeatures.concerns(info) ? programs : pool;
        if (session == null) {
            throw new VerdictError(Verdict.SUITE_DEFECT, "no way to run " + info.id());
        }
        return session.begin(info);
    }

    @Override
    public void close() {
        if (programs != null) {
            programs.close();
        }
        if (pool != null) {
            pool.close();
        }
    }
}
