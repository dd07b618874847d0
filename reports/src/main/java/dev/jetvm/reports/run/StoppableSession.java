package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Begins no further case once it is stopped; the remaining cases are reported as skipped, with the reason. Records which case
 * the process of an agent served before, and gives each case a process of its own on request.
 */
final class StoppableSession implements SuiteSession {
    private final SuiteSession session;
    private final Map<String, String> servedBefore = new ConcurrentHashMap<>();
    private volatile String stopped = "";
    private volatile boolean alone;
    private volatile @Nullable ResourceShortage shortage;

    StoppableSession(SuiteSession session) {
        this.session = session;
    }

    void stop(String reason) {
        stopped = reason;
    }

    /** Begins each further case in a process of its own. */
    void alone() {
        alone = true;
    }

    /** The case that the process of this case served before; empty if it served none. */
    String servedBefore(String id) {
        return servedBefore.getOrDefault(id, "");
    }

    @Override
    public double effort() {
        return session.effort();
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        check();
        CaseRun run = begun(info);
        try {
            // The session may have been stopped while this case waited for an agent.
            check();
            return run;
        } catch (VerdictError stoppedMeanwhile) {
            run.close();
            throw stoppedMeanwhile;
        }
    }

    private CaseRun begun(CaseInfo info) {
        try {
            CaseRun run = session.begin(alone ? info.alone() : info);
            servedBefore.put(info.id(), run.servedBefore());
            return run;
        } catch (ResourceShortage lack) {
            shortage = lack;
            stop("not begun: " + lack.getMessage());
            throw new VerdictError(Verdict.INCONCLUSIVE, String.valueOf(lack.getMessage()));
        }
    }

    /** @throws ResourceShortage if a shortage ended the run */
    void throwShortage() {
        ResourceShortage lack = shortage;
        if (lack != null) {
            throw lack;
        }
    }

    private void check() {
        if (!stopped.isEmpty()) {
            throw new VerdictError(Verdict.SKIPPED, stopped);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
