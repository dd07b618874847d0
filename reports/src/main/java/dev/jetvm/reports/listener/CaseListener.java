package dev.jetvm.reports.listener;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.model.CaseResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Associates each test with its case and converts its outcome to a result. Called on the threads that execute the
 * tests, so that a test finds its agent by thread.
 */
public final class CaseListener implements TestExecutionListener {
    private final CaseCatalogue catalogue;
    private final SuiteSession session;
    private final ResultMaker results;
    private final Consumer<CaseResult> sink;
    private final Map<String, Long> started = new ConcurrentHashMap<>();

    /** @param sink receives each result on the thread of its test; must be thread-safe */
    public CaseListener(CaseCatalogue catalogue, SuiteSession session, ResultMaker results,
            Consumer<CaseResult> sink) {
        this.catalogue = catalogue;
        this.session = session;
        this.results = results;
        this.sink = sink;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        catalogue.find(test).ifPresent(info -> {
            started.put(test.getUniqueId(), System.nanoTime());
            CurrentCase.enter(session, info);
        });
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        catalogue.find(test).ifPresent(info -> sink.accept(
                results.make(info, Verdict.SUITE_DEFECT, "the engine skipped it: " + reason, null, 0)));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        CaseInfo info = catalogue.find(test).orElse(null);
        Throwable failure = result.getThrowable().orElse(null);
        if (info == null) {
            if (failure != null) {
                sink.accept(
                        results.make(containerInfo(test), Verdict.SUITE_DEFECT, describe(failure), null, 0));
            }
            return;
        }
        CaseRun run = CurrentCase.exit();
        Long start = started.remove(test.getUniqueId());
        double millis = start == null ? 0 : (System.nanoTime() - start) / 1e6;
        try (run) {
            sink.accept(judge(info, failure, run, millis));
        }
    }

    private CaseResult judge(CaseInfo info, @Nullable Throwable failure, @Nullable CaseRun run, double millis) {
        if (failure == null) {
            return run == null
                    ? results.make(info, Verdict.SUITE_DEFECT, "the case never spoke to the implementation", null,
                            millis)
                    : results.make(info, Verdict.PASS, "", run, millis);
        }
        VerdictError verdict = verdict(failure);
        if (verdict == null) {
            return results.make(info, Verdict.SUITE_DEFECT, describe(failure), run, millis);
        }
        String detail = failure == verdict ? verdict.detail() : verdict.detail() + sample(failure);
        return results.make(info, verdict, detail, run, millis);
    }

    /** The text that a library added around the verdict, such as the smallest sample of a property. */
    private static String sample(Throwable outer) {
        String message = outer.getMessage();
        return message == null ? "" : "; " + message.strip();
    }

    private static @Nullable VerdictError verdict(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
            if (at instanceof VerdictError verdict) {
                return verdict;
            }
        }
        return null;
    }

    /** Describes a fault of the suite itself with its stack trace, which the suite's authors need. */
    private static String describe(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(25).reduce((a, b) -> a + "\n" + b).orElse("");
    }

    private static CaseInfo containerInfo(TestIdentifier test) {
        return new CaseInfo(test.getUniqueId(), test.getDisplayName(), List.of(), "must", "probe", Set.of(),
                Setting.TAGGED,
                false, 0);
    }
}
