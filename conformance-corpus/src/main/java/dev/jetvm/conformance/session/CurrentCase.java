package dev.jetvm.conformance.session;

import org.jspecify.annotations.Nullable;

/**
 * Connects tests that a foreign engine runs (Cucumber, jqwik, the corpus engine) with the run that they belong to.
 * The listener of the run {@linkplain #enter enters} a case on the thread that executes it before the test starts, so
 * a test needs no wiring. This is the kit's one static switch, documented as such.
 */
public final class CurrentCase {
    private static final ThreadLocal<@Nullable CurrentCase> CURRENT = new ThreadLocal<>();

    private final SuiteSession session;
    private final CaseInfo info;
    private @Nullable CaseRun run;

    private CurrentCase(SuiteSession session, CaseInfo info) {
        this.session = session;
        this.info = info;
    }

    /** Called by the listener on the executing thread when a test starts. */
    public static void enter(SuiteSession session, CaseInfo info) {
        CURRENT.set(new CurrentCase(session, info));
    }

    /** Called by the listener when the test ended; gives back the run if one was begun. The listener closes it. */
    public static @Nullable CaseRun exit() {
        CurrentCase current = CURRENT.get();
        CURRENT.remove();
        return current == null ? null : current.run;
    }

    /** The agent of the case that runs on this thread; begun on first use. */
    public static CaseRun run() {
        CurrentCase current = CURRENT.get();
        if (current == null) {
            throw new VerdictError(Verdict.SUITE_DEFECT,
                    "this test runs outside a conformance run; start it with ./jet conformance");
        }
        CaseRun run = current.run;
        if (run == null) {
            run = current.session.begin(current.info);
            current.run = run;
        }
        return run;
    }

    /** The case that runs on this thread. */
    public static CaseInfo info() {
        CurrentCase current = CURRENT.get();
        if (current == null) {
            throw new VerdictError(Verdict.SUITE_DEFECT, "no case runs on this thread");
        }
        return current.info;
    }
}
