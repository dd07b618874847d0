package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agents of a run. Lends each to one case at a time, starts them when they are first needed, keeps those that
 * behave and replaces those that do not, and leaves no process behind.
 *
 * <p>A light case costs one round trip: {@code configure} is sent only when the profile differs from the agent's last,
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
    private volatile boolean closed;

    private AgentPool(AgentOptions options) {
        this.options = options;
        this.processes = new AgentProcesses(options.command(), options.budgets());
        this.restarts = new RestartCap(options.restartCap());
        this.checks = new Checks(options.validate());
        this.permits = new Semaphore(options.agents(), true);
    }

    /** A pool without agents yet. */
    public static AgentPool start(AgentOptions options) {
        return new AgentPool(options);
    }

    public AgentOptions options() {
        return options;
    }

    /**
     * The {@code value} of the first agent's answer to {@code hello}; starts that agent if none has been.
     *
     * @throws VerdictError if it cannot be had
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

    /** An agent in the state that the case asks for. One that fails after earlier cases is not this case's fault. */
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

    /** A fresh agent in the profile of the case, for the case alone. */
    Agent startFor(CaseInfo info) throws AgentFault {
        Agent agent = startAgent();
        require(info, agent);
        settle(agent, setting(info));
        return agent;
    }

    private Agent startAgent() throws AgentFault {
        Agent agent;
        try {
            agent = Agent.start(processes, options.budgets(), checks);
        } catch (AgentFault fault) {
            restarts.startFailed(fault);
            throw fault;
        }
        restarts.started();
        capabilities = agent.capabilities();
        return agent;
    }

    /** What the agent of a case is configured to: its own options, and those of the run it does not set. */
    private Setting setting(CaseInfo info) {
        return info.setting().withDefaults(options.params());
    }

    /** An idle agent, best one that is configured so; a new one if none is fit. */
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
        TreeSet<String> missing = new TreeSet<>(info.requires());
        missing.add("profile." + info.profile());
        missing.removeIf(announced::offers);
        if (!missing.isEmpty()) {
            throw new VerdictError(Verdict.UNSUPPORTED, String.join(", ", missing) + " not announced");
        }
    }

    /** An agent failed in a case or between two and is gone. */
    void failed(AgentFault fault) {
        restarts.failed(fault);
    }

    private void stray(Agent agent, AgentFault fault) {
        agent.kill();
        synchronized (strays) {
            strays.add(new Stray(agent.lastCase(), fault.verdict(), fault.detail()));
        }
    }

    /** Misbehaviour that no case could be blamed for, so far. A run with any is not clean. */
    public List<Stray> strays() {
        synchronized (strays) {
            return List.copyOf(strays);
        }
    }

    /** Called when a case is over. */
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
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerdictError(Verdict.INCONCLUSIVE, "interrupted while waiting for an agent");
        }
    }

    /** The processes, for the tests of the pool. */
    AgentProcesses processes() {
        return processes;
    }

    /** Processes started so far, for the report. */
    public long started() {
        return processes.started();
    }

    @Override
    public void close() {
        closed = true;
        List<Agent> resting = idle.close();
        resting.forEach(Agent::sayBye);
        long deadline = System.nanoTime() + options.budgets().grace().toNanos();
        for (Agent agent : resting) {
            agent.awaitEndUntil(deadline);
        }
        processes.close();
    }
}
