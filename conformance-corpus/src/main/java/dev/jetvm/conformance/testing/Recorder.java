package dev.jetvm.conformance.testing;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.SuiteSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Performs the work of a run's listener: enters the case on the thread that executes it and records the result. */
public final class Recorder implements TestExecutionListener {
    private final Map<String, TestExecutionResult> results = Collections.synchronizedMap(new LinkedHashMap<>());
    private final SuiteSession session;
    private final long seed;
    private final Function<TestIdentifier, String> name;

    /** @param name the name under which the result of a test is recorded */
    public Recorder(SuiteSession session, long seed, Function<TestIdentifier, String> name) {
        this.session = session;
        this.seed = seed;
        this.name = name;
    }

    /** The results of the tests that have ended, in the order in which they ended. */
    public Map<String, TestExecutionResult> results() {
        return Collections.unmodifiableMap(results);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            CurrentCase.enter(session, info(test.getUniqueId(), test.getDisplayName(), seed));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            Optional.ofNullable(CurrentCase.exit()).ifPresent(CaseRun::close);
            results.put(name.apply(test), result);
        }
    }

    /** A case without required features. */
    public static CaseInfo info(String id, String title, long seed) {
        return new CaseInfo(id, title, List.of(), "must", "probe", Set.of(), Setting.TAGGED, false, seed);
    }
}
