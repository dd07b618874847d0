package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;

/**
 * A fault of an agent after which its process is killed and not used again. The pool converts it to the verdict of a
 * case.
 */
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
