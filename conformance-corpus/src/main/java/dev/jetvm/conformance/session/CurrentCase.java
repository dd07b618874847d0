package dev.jetvm.conformance.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects tests run by an external engine (Cucumber, jqwik, the corpus engine) with their run of the suite. The
 * listener of the run {@linkplain #enter enters} a case on the executing thread before the test starts, so that a test
 * needs no configuration. This is the only static switch of the suite.
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

    /** Called by the listener when the test has ended; returns the case run if it was begun. The listener closes it. */
    public static @Nullable CaseRun exit() {
        CurrentCase current = CURRENT.get();
        CURRENT.remove();
        return current == null ? null : current.run;
    }

    /**
     * The case of this thread, for a test that continues on another thread; null if there is none. See
     * {@link #within(CurrentCase, Supplier)}.
     */
    public static @Nullable CurrentCase here() {
        return CURRENT.get();
    }

    /**
     * Executes work on this thread as part of a case entered on another thread. The two threads must not work
     * concurrently, because a case sends its agent one request at a time.
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

    /**
     * The run of the case on this thread; begins it on first use.
     *
     * @throws VerdictError {@code suite-defect} if no case has been entered on this thread, or as
     *        {@link SuiteSession#begin}
     */
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

    /** Factor of the number of samples that the property on this thread tries; 1 outside a run. */
    public static double effort() {
        CurrentCase current = CURRENT.get();
        return current == null ? 1 : current.session.effort();
    }

    /**
     * Whether the implementation announced a feature, for a test that observes more where it is announced. Otherwise
     * the result of the case says that this part was left out.
     *
     * @throws VerdictError as {@link #run}
     */
    public static boolean offers(String feature) {
        CaseRun run = run();
        if (!run.offers(feature)) {
            run.leaveOut(feature);
            return false;
        }
        return true;
    }

    /**
     * The description of the case on this thread.
     *
     * @throws VerdictError {@code suite-defect} if no case has been entered on this thread
     */
    public static CaseInfo info() {
        CurrentCase current = CURRENT.get();
        if (current == null) {
            throw new VerdictError(Verdict.SUITE_DEFECT, "no case runs on this thread");
        }
        return current.info;
    }
}
