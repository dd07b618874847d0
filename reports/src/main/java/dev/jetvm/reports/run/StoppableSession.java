package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import org.jspecify.annotations.Nullable;

/** Begins no further case once it is stopped; the remaining cases are reported as skipped, with the reason. */
final class StoppableSession implements SuiteSession {
    private final SuiteSession session;
    private volatile String stopped = "";
    private volatile @Nullable ResourceShortage shortage;

    StoppableSession(SuiteSession session) {
        this.session = session;
    }

    void stop(String reason) {
        stopped = reason;
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
            return session.begin(info);
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
