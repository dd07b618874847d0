package dev.jetvm.reports.run;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;

/** Begins no further case once it was stopped; what remains is reported as skipped, with the reason. */
final class StoppableSession implements SuiteSession {
    private final SuiteSession session;
    private volatile String stopped = "";

    StoppableSession(SuiteSession session) {
        this.session = session;
    }

    void stop(String reason) {
        stopped = reason;
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        if (!stopped.isEmpty()) {
            throw new VerdictError(Verdict.SKIPPED, stopped);
        }
        return session.begin(info);
    }

    @Override
    public void close() {
        session.close();
    }
}
