package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;

/** An agent did what ends its process: it is not spoken to again. The pool turns it into the verdict of a case. */
final class AgentFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final String detail;

    AgentFault(Verdict verdict, String detail) {
        super(verdict.word() + ": " + detail);
        this.verdict = verdict;
        this.detail = detail;
    }

    Verdict verdict() {
        return verdict;
    }

    String detail() {
        return detail;
    }
}
