package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agents of a run. The pool lends each agent to one case at a time. It starts agents on demand, reuses healthy
 * ones, replaces failed ones and ends every process when it is closed.
 *
 * <p>A light case costs one round trip: {@code configure} is sent only when the setting differs from the agent's last,
 * {@code reset} only after an operation that may have changed its state.
 */
public final class AgentPool implements SuiteSession {
    private final AgentOptions options;
    private final AgentProcesses processes;
    private final RestartCap restarts;
    private final Checks checks;
    private final Semaphore permits;
    private final IdleAgents idle = new IdleAgents();
    private final List<Stray> strays = new ArrayList<>();
    private volatile @Nullable Capabilities capabilities;
    private volatile Budgets budgets;
    private volatile boolean closed;

    private AgentPool(AgentOptions options) {
        this.options = options;
        this.budgets = options.budgets();
        this.processes = new AgentProcesses(options.command(), options.budgets());
        this.restarts = new RestartCap(options.restartCap());
        this.checks = new Checks(options.validate());
        this.permits = new Semaphore(options.agents(), true);
    }

    /** Creates a pool; no agent is started yet. */
    public static AgentPool start(AgentOptions options) {
        return new AgentPool(options);
    }

    public AgentOptions options() {
        return options;
    }

    /**
     * The {@code value} of the first agent's answer to {@code hello}. Starts an agent if none has been started.
     *
     * @throws VerdictError if no agent can be started or its answer is faulty
     */
    public ObjectNode hello() {
        return announced().hello();
    }

    /** Whether the implementation announced the feature ({@code value.words}, {@code profile.nan}). */
    public boolean offers(String feature) {
        return announced().offers(feature);
    }

    private Capabilities announced() {
        Capabilities known = capabilities;
        if (known != null) {
            return known;
        }
        acquire();
        try {
            Agent agent = lend(Setting.TAGGED);
            release(agent);
            return agent.capabilities();
        } catch (AgentFault fault) {
            throw new VerdictError(fault.verdict(), fault.detail());
        } finally {
            permits.release();
        }
    }

    /**
     * Sets the time limits of agents that are started from now on, and ends the idle ones. To be called while no case is
     * running.
     */
    public void limit(Budgets changed) {
        budgets = changed;
        for (Agent agent = idle.take(Setting.TAGGED); agent != null; agent = idle.take(Setting.TAGGED)) {
            agent.endOrKill();
        }
    }

    /**
     * Exchanges {@code ping} with an idle agent, or with a new one.
     *
     * @throws VerdictError if no agent can be started or its answer is faulty
     */
    public void ping() {
        acquire();
        try {
            Agent agent = lend(Setting.TAGGED);
            checks.answer("ping", agent.call(agent.prepare(Request.of("ping"))));
            release(agent);
        } catch (AgentFault fault) {
            throw new VerdictError(fault.verdict(), fault.detail());
        } finally {
            permits.release();
        }
    }

    @Override
    public double effort() {
        return options.effort();
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        Capabilities known = capabilities;
        if (known != null) {
            require(info, known);
        }
        acquire();
        boolean lent = false;
        try {
            Agent agent = ready(info);
            PooledRun run = new PooledRun(this, info, agent, checks);
            lent = true;
            return run;
        } catch (AgentFault fault) {
            throw new VerdictError(fault.verdict(), fault.detail());
        } finally {
            if (!lent) {
                permits.release();
            }
        }
    }

    /**
     * Lends an agent in the state that the case requires. A failure of an agent used by earlier cases is not attributed
     * to this case.
     */
    private Agent ready(CaseInfo info) throws AgentFault {
        restarts.check();
        if (info.ownProcess()) {
            return startFor(info);
        }
        Agent agent = lend(setting(info));
        require(info, agent);
        boolean used = !agent.lastCase().isEmpty();
        try {
            settle(agent, setting(info));
            return agent;
        } catch (AgentFault fault) {
            failed(fault);
            if (!used) {
                throw fault;
            }
            stray(agent, fault);
            return startFor(info);
        }
    }

    /** Starts an agent in the profile of the case, for the exclusive use of the case. */
    Agent startFor(CaseInfo info) throws AgentFault {
        Agent agent = startAgent();
        require(info, agent);
        settle(agent, setting(info));
        return agent;
    }

    private Agent startAgent() throws AgentFault {
        Agent agent;
        try {
            agent = Agent.start(processes, budgets, checks);
        } catch (AgentFault fault) {
            restarts.startFailed(fault);
            throw fault;
        }
        restarts.started();
        capabilities = agent.capabilities();
        return agent;
    }

    /** The configuration of a case: its own options and, where it sets none, those of the run. */
    private Setting setting(CaseInfo info) {
        return info.setting().withDefaults(options.params());
    }

    /**
     * Takes an idle agent, preferably one that already has the setting, or starts a new one if no idle agent is
     * healthy.
     */
    private Agent lend(Setting setting) throws AgentFault {
        while (true) {
            Agent agent = idle.take(setting);
            if (agent == null) {
                restarts.check();
                return startAgent();
            }
            if (agent.healthy()) {
                return agent;
            }
            AgentFault fault = agent.idleFault();
            stray(agent, fault);
            failed(fault);
        }
    }

    private void settle(Agent agent, Setting setting) throws AgentFault {
        if (!setting.equals(agent.setting())) {
            expectOk("configure", setting, agent, agent.configure(setting, options.seed()));
        }
        if (agent.dirty()) {
            expectOk("reset", setting, agent, agent.reset());
        }
    }

    private void expectOk(String op, Setting setting, Agent agent, ObjectNode message) {
        try {
            Answer answer = checks.answer(op, message);
            if (answer.outcome() != Outcome.OK) {
                throw new VerdictError(Verdict.FAIL, "%s in the announced profile %s was answered with `%s`"
                        .formatted(op, setting.profile(), MessageCodec.quote(MessageCodec.encode(message)).strip()));
            }
        } catch (VerdictError refused) {
            release(agent);
            throw refused;
        }
    }

    private void require(CaseInfo info, Agent agent) {
        try {
            require(info, agent.capabilities());
        } catch (VerdictError unsupported) {
            release(agent);
            throw unsupported;
        }
    }

    private static void require(CaseInfo info, Capabilities announced) {
        Set<String> missing = info.missing(announced::offers);
        if (!missing.isEmpty()) {
            throw new VerdictError(Verdict.UNSUPPORTED, String.join(", ", missing) + " not announced");
        }
        String reason = info.notApplicable(announced::offers);
        if (!reason.isEmpty()) {
            throw new VerdictError(Verdict.UNSUPPORTED, reason);
        }
    }

    /** Counts an agent that failed during a case or between cases. */
    void failed(AgentFault fault) {
        restarts.failed(fault);
    }

    private void stray(Agent agent, AgentFault fault) {
        agent.kill();
        synchronized (strays) {
            strays.add(new Stray(agent.lastCase(), fault.verdict(), fault.detail()));
        }
    }

    /** Faults so far that could not be attributed to a running case. A run with any of them is not clean. */
    public List<Stray> strays() {
        synchronized (strays) {
            return List.copyOf(strays);
        }
    }

    /** Returns an agent to the pool, or ends it, after its case is over. */
    void giveBack(Agent agent, CaseInfo info) {
        try {
            if (info.ownProcess()) {
                agent.endOrKill();
            } else {
                release(agent);
            }
        } finally {
            permits.release();
        }
    }

    private void release(Agent agent) {
        if (agent.ended() || !idle.add(agent)) {
            agent.kill();
        }
    }

    private void acquire() {
        if (closed) {
            throw new VerdictError(Verdict.SUITE_DEFECT, "the pool of agents is closed");
        }
        try {
            long began = System.nanoTime();
            permits.acquire();
            processes.times().queued(System.nanoTime() - began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerdictError(Verdict.INCONCLUSIVE, "interrupted while waiting for an agent");
        }
    }

    /** The processes; used by the tests of the pool. */
    AgentProcesses processes() {
        return processes;
    }

    /** How long the suite has waited for its agents so far. */
    public ExchangeTimes times() {
        return processes.times();
    }

    /** Number of processes started so far. */
    public long started() {
        return processes.started();
    }

    @Override
    public void close() {
        closed = true;
        List<Agent> resting = idle.close();
        resting.forEach(Agent::sayBye);
        long deadline = System.nanoTime() + budgets.grace().toNanos();
        for (Agent agent : resting) {
            agent.awaitEndUntil(deadline);
        }
        processes.close();
    }
}
