package dev.jetvm.conformance.session;

import java.util.function.Supplier;
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

    /**
     * The case of this thread, for a test that goes on on another one; null if there is none. See
     * {@link #within(CurrentCase, Supplier)}.
     */
    public static @Nullable CurrentCase here() {
        return CURRENT.get();
    }

    /**
     * Works on this thread as a part of a case that was entered on another one. Both threads must not work at the same
     * time: a case asks its agent one question after the other.
     */
    public static <T> T within(@Nullable CurrentCase lent, Supplier<T> work) {
        CurrentCase own = CURRENT.get();
        if (lent == null || own == lent) {
            return work.get();
        }
        CURRENT.set(lent);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
            if (own != null) {
                CURRENT.set(own);
            }
        }
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
