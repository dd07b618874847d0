package dev.jetvm.conformance.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.jetvm.conformance.session.SuiteSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Discovers and runs the tests of one engine in the same way as a run of the suite, each as a case. */
public final class EngineRun {
    private final LauncherDiscoveryRequest request;

    private EngineRun(LauncherDiscoveryRequest request) {
        this.request = request;
    }

    /** @param parameters configuration parameters of the engine */
    public static EngineRun of(String engine, Map<String, String> parameters, DiscoverySelector... selectors) {
        return new EngineRun(LauncherDiscoveryRequestBuilder.request().selectors(selectors)
                .filters(EngineFilter.includeEngines(engine)).configurationParameters(parameters).build());
    }

    /** An engine run of all properties of the corpus. */
    public static EngineRun properties() {
        return of("jqwik", Map.of("jqwik.database", "", "jqwik.reporting.usejunitplatform", "true",
                "jqwik.shrinking.bounded.seconds", "1"), selectPackage("dev.jetvm.conformance.property"));
    }

    /** The tags of each test, by unique id. */
    public Map<String, Set<String>> discover() {
        var plan = LauncherFactory.create().discover(request);
        Map<String, Set<String>> tests = new LinkedHashMap<>();
        plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(TestIdentifier::isTest)
                .forEach(test -> tests.put(test.getUniqueId(), tags(test)));
        return tests;
    }

    /** Runs all tests against the session. Returns the result of each test by unique id, a blank and display name. */
    public Map<String, TestExecutionResult> run(SuiteSession session, long seed) {
        Recorder recorder = new Recorder(session, seed, test -> test.getUniqueId() + " " + test.getDisplayName());
        LauncherFactory.create().execute(request, recorder);
        return new LinkedHashMap<>(recorder.results());
    }

    private static Set<String> tags(TestIdentifier test) {
        return test.getTags().stream().map(TestTag::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
