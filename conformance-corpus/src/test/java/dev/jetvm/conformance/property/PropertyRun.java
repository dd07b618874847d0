package dev.jetvm.conformance.property;

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

/** Discovers and runs the properties as a run of the suite does. */
final class PropertyRun {
    private static final LauncherDiscoveryRequest ALL = LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("dev.jetvm.conformance.property"))
            .filters(EngineFilter.includeEngines("jqwik")).configurationParameter("jqwik.database", "")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.shrinking.bounded.seconds", "1").build();

    private PropertyRun() {}

    /** The tags of each property, by display name. */
    static Map<String, Set<String>> discover() {
        var plan = LauncherFactory.create().discover(ALL);
        Map<String, Set<String>> properties = new LinkedHashMap<>();
        plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(TestIdentifier::isTest)
                .forEach(test -> properties.put(test.getUniqueId(), tags(test)));
        return properties;
    }

    /** Runs all properties against the session; the result of each, by id. */
    static Map<String, TestExecutionResult> run(SuiteSession session, long seed) {
        Map<String, TestExecutionResult> results = new LinkedHashMap<>();
        LauncherFactory.create().execute(ALL, new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                if (test.isTest()) {
                    CurrentCase.enter(session, new CaseInfo(id(test), test.getDisplayName(), List.of(), "must",
                            "property", Set.of(), "tagged", false, seed));
                }
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(id(test), result);
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

    private static String id(TestIdentifier test) {
        return tags(test).stream().filter(tag -> tag.startsWith("id:")).findFirst().orElse(test.getUniqueId());
    }
}
