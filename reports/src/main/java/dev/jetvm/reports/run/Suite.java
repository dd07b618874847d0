package dev.jetvm.reports.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.jetvm.conformance.engine.CorpusEngine;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.listener.CaseListener;
import dev.jetvm.reports.listener.ResultMaker;
import dev.jetvm.reports.model.CaseResult;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suites of the three engines, as one list of cases. */
public final class Suite {
    private static final String FEATURES = "dev.jetvm.features";
    private static final String PROPERTIES = "dev.jetvm.conformance.property";

    private final Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false).enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false).build());
    private final long seed;
    private final int parallelism;

    /**
     * @param seed of the run
     * @param parallelism data cases at a time
     */
    public Suite(long seed, int parallelism) {
        this.seed = seed;
        this.parallelism = parallelism;
    }

    private LauncherDiscoveryRequestBuilder request() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(CorpusEngine.PACKAGE), selectPackage(FEATURES), selectPackage(PROPERTIES))
                .filters(EngineFilter.includeEngines(CorpusEngine.ID, "cucumber", "jqwik"))
                .configurationParameter(CorpusEngine.PARALLELISM, Integer.toString(parallelism))
                .configurationParameter("cucumber.glue", FEATURES)
                .configurationParameter("cucumber.publish.quiet", "true")
                .configurationParameter("cucumber.publish.enabled", "false")
                .configurationParameter("jet.seed", Long.toString(seed))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.tries.default", "1000")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.shrinking.bounded.seconds", "1")
                .configurationParameter("jqwik.failures.after.default", "PREVIOUS_SEED");
    }

    /** Every case that the suite has. */
    public CaseCatalogue discover() {
        return CaseCatalogue.of(launcher.discover(request().build()), seed);
    }

    /**
     * Runs the wanted cases of a catalogue.
     *
     * @param wanted unique ids of tests
     */
    public void execute(CaseCatalogue catalogue, Set<String> wanted, SuiteSession session, ResultMaker results,
            Consumer<CaseResult> sink) {
        LauncherDiscoveryRequestBuilder builder = request();
        if (wanted.size() < catalogue.byUniqueId().size()) {
            builder.filters((PostDiscoveryFilter) test -> FilterResult.includedIf(
                    !test.isTest() || wanted.contains(test.getUniqueId().toString())));
        }
        LauncherDiscoveryRequest request = builder.build();
        launcher.execute(request, new CaseListener(catalogue, session, results, sink));
    }
}
