package dev.jetvm.features.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.SuiteSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Discovers and runs the scenarios as a run of the suite does. */
final class ScenarioRun {
    private static final LauncherDiscoveryRequest ALL = LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.jetvm.features")).filters(EngineFilter.includeEngines("cucumber"))
            .configurationParameter("cucumber.glue", "dev.jetvm.features")
            .configurationParameter("cucumber.publish.quiet", "true").build();

    private ScenarioRun() {}

    /** The tags of each scenario and each row of an outline, by unique id. */
    static Map<String, Set<String>> discover() {
        var plan = LauncherFactory.create().discover(ALL);
        Map<String, Set<String>> scenarios = new LinkedHashMap<>();
        plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(TestIdentifier::isTest)
                .forEach(test -> scenarios.put(test.getUniqueId(), tags(test)));
        return scenarios;
    }

    /** Runs all scenarios against the session; the result of each, by unique id. */
    static Map<String, TestExecutionResult> run(SuiteSession session) {
        Map<String, TestExecutionResult> results = new LinkedHashMap<>();
        LauncherFactory.create().execute(ALL, new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                if (test.isTest()) {
                    CurrentCase.enter(session, new CaseInfo(test.getUniqueId(), test.getDisplayName(), List.of(),
                            "must", "scenario", Set.of(), "tagged", false, 1));
                }
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(test.getUniqueId() + " " + test.getDisplayName(), result);
                    CaseRun run = CurrentCase.exit();
                    if (run != null) {
                        run.close();
                    }
                }
            }
        });
        return results;
    }

    private static Set<String> tags(TestIdentifier test) {
        return test.getTags().stream().map(TestTag::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
