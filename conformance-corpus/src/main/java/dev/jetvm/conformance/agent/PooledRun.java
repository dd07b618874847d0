package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Protocol;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A running case and its agent. Used by one thread at a time. */
final class PooledRun implements CaseRun {
    private final AgentPool pool;
    private final CaseInfo info;
    private final Agent agent;
    private final Checks checks;
    private final long stderrMark;
    private final String servedBefore;
    private final Transcript transcript = new Transcript();
    private final Set<String> leftOut = new TreeSet<>();
    private final Set<Integer> outcomes = new TreeSet<>();
    private int permitted;
    private int attempts = 1;
    private @Nullable VerdictError over;
    private boolean saidBye;
    private boolean closed;

    PooledRun(AgentPool pool, CaseInfo info, Agent agent, Checks checks) {
        this.pool = pool;
        this.info = info;
        this.agent = agent;
        this.checks = checks;
        this.stderrMark = agent.process().stderr().position();
        this.servedBefore = agent.lastCase();
        agent.usedBy(info.id());
    }

    @Override
    public CaseInfo info() {
        return info;
    }

    @Override
    public boolean offers(String feature) {
        return agent.capabilities().offers(feature);
    }

    /**
     * {@inheritDoc} An operation whose feature is not announced ends the case as {@code unsupported} without being
     * sent; one that is announced and answered with {@code unsupported} ends it as {@code fail}.
     */
    @Override
    public Answer call(Request request) {
        requireOpen();
        for (String needed : Operations.features(request)) {
            if (!offers(needed)) {
                throw end(new VerdictError(Verdict.UNSUPPORTED, needed + " is not announced"));
            }
        }
        String feature = Operations.feature(request.op());
        Prepared line = agent.prepare(request);
        if (line.bytes().length - 1 > Protocol.MAX_LINE) {
            throw end(new VerdictError(Verdict.SUITE_DEFECT, "the request %s has %,d bytes, the limit is %,d"
                    .formatted(request.op(), line.bytes().length - 1, Protocol.MAX_LINE)));
        }
        List<String> faults = checks.faults(request, line.id());
        ObjectNode message = send(line);
        Answer answer;
        try {
            checks.request(request.op(), faults, message);
            answer = checks.answer(request.op(), message);
            checks.announced(feature, answer, agent.capabilities());
        } catch (VerdictError e) {
            throw end(e);
        }
        if (request.op().equals("bye") && answer.outcome() == Outcome.OK) {
            expectEnd();
        }
        return answer;
    }

    @Override
    public Answer callRaw(byte[] bytes) {
        requireOpen();
        ObjectNode message = send(agent.prepareRaw(bytes));
        try {
            return checks.answer("a raw line", message);
        } catch (VerdictError e) {
            throw end(e);
        }
    }

    @Override
    public int closeInput() {
        requireOpen();
        saidBye = true;
        try {
            return agent.closeInput();
        } catch (AgentFault fault) {
            pool.failed(fault);
            throw end(new VerdictError(fault.verdict(), fault.detail()));
        }
    }

    private ObjectNode send(Prepared line) {
        transcript.sending(line);
        try {
            return agent.call(line);
        } catch (AgentFault fault) {
            pool.failed(fault);
            throw end(new VerdictError(fault.verdict(),
                    fault.verdict() == Verdict.CRASH ? rerun(fault) : fault.detail()));
        } finally {
            transcript.received(agent.lastLine());
        }
    }

    /** Requires that the process ends with status 0 after it answered {@code bye}. */
    private void expectEnd() {
        saidBye = true;
        try {
            int status = agent.awaitEnd();
            if (status != 0) {
                throw end(new VerdictError(Verdict.FAIL, "after bye the agent ended " + ExitStatus.describe(status)));
            }
        } catch (AgentFault fault) {
            pool.failed(fault);
            throw end(new VerdictError(Verdict.FAIL, fault.detail()));
        }
    }

    /** Sends the same lines to a new process to determine whether this case caused the crash. */
    private String rerun(AgentFault crash) {
        attempts = 2;
        List<Prepared> lines = transcript.sent();
        String part = transcript.complete() ? "" : " (the last " + lines.size() + " lines of the case)";
        Agent fresh = null;
        try {
            fresh = pool.startFor(info);
            for (Prepared line : lines) {
                fresh.resumeAfter(line);
                fresh.call(line);
            }
            return "crash-not-reproduced: " + crash.detail() + "; not again when rerun alone" + part;
        } catch (AgentFault again) {
            return again.verdict() == Verdict.CRASH
                    ? "crash: " + crash.detail() + "; again when rerun alone" + part
                    : "crash-not-reproduced: " + crash.detail() + "; rerun alone it ended otherwise: "
                            + again.getMessage();
        } catch (VerdictError refused) {
            return "crash-not-reproduced: " + crash.detail() + "; the rerun could not begin: " + refused.detail();
        } finally {
            if (fresh != null) {
                fresh.kill();
            }
        }
    }

    private void requireOpen() {
        VerdictError before = over;
        if (before != null) {
            throw before;
        }
        if (closed || saidBye) {
            throw end(new VerdictError(Verdict.SUITE_DEFECT,
                    closed ? "the case is closed" : "the agent was told to end; nothing can be sent any more"));
        }
    }

    private VerdictError end(VerdictError error) {
        over = error;
        return error;
    }

    @Override
    public void leaveOut(String feature) {
        leftOut.add(feature);
    }

    @Override
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    @Override
    public void saw(int outcome, int of) {
        outcomes.add(outcome);
        permitted = of;
    }

    @Override
    public @Nullable Outcomes outcomes() {
        return permitted == 0 ? null : new Outcomes(outcomes.size(), permitted);
    }

    @Override
    public List<Exchange> transcript() {
        return transcript.exchanges();
    }

    @Override
    public void focus() {
        transcript.focus();
    }

    @Override
    public String servedBefore() {
        return servedBefore;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public String stderrTail() {
        return agent.process().stderr().since(stderrMark);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.giveBack(agent, info);
        }
    }
}
