package dev.jetvm.reports.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.jetvm.conformance.engine.CorpusEngine;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.listener.CaseListener;
import dev.jetvm.reports.listener.ResultMaker;
import dev.jetvm.reports.model.CaseResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The cases of the three engines as one list. The engines run concurrently, each on its own thread: they share the
 * agents, and while one waits for its agent another computes.
 */
public final class Suite {
    private static final String FEATURES = "dev.jetvm.features";
    private static final String PROPERTIES = "jqwik";
    private static final List<String> ENGINES = List.of(CorpusEngine.ID, "cucumber", PROPERTIES);
    /**
     * Each engine scans only its own package: two engines that scan the same jar concurrently close it for each other.
     */
    private static final Map<String, String> PACKAGES = Map.of(CorpusEngine.ID, CorpusEngine.PACKAGE, "cucumber",
            FEATURES, PROPERTIES, "dev.jetvm.conformance.property");
    /** A strong reference, because the logging system discards the level of a logger that is not referenced. */
    private static final Logger JQWIK = Logger.getLogger("net.jqwik");
    private static final Logger SHRINKING = Logger.getLogger("net.jqwik.engine.properties.shrinking");

    private final Map<String, TestPlan> fresh = new HashMap<>();
    private final long seed;
    private final int parallelism;

    /**
     * @param seed of the run
     * @param parallelism maximum number of cases of one engine that run concurrently
     */
    public Suite(long seed, int parallelism) {
        this.seed = seed;
        this.parallelism = parallelism;
        JQWIK.setLevel(Level.WARNING);
        // The user cannot act upon a warning that a sample may not be the smallest.
        SHRINKING.setLevel(Level.SEVERE);
    }

    private static Launcher launcher() {
        return launcher(LauncherConfig.builder());
    }

    private static Launcher launcher(LauncherConfig.Builder config) {
        return LauncherFactory.create(config.enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false).build());
    }

    private LauncherDiscoveryRequestBuilder request(String engine) {
        return request(engine, selectPackage(Objects.requireNonNull(PACKAGES.get(engine))));
    }

    private LauncherDiscoveryRequestBuilder request(String engine, DiscoverySelector selector) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selector)
                .filters(EngineFilter.includeEngines(engine))
                .configurationParameter(CorpusEngine.PARALLELISM, Integer.toString(parallelism))
                .configurationParameter("cucumber.glue", FEATURES)
                .configurationParameter("cucumber.publish.quiet", "true")
                .configurationParameter("cucumber.publish.enabled", "false")
                .configurationParameter("jet.seed", Long.toString(seed)).configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.tries.default", "1000")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.shrinking.bounded.seconds", "1");
    }

    /** Discovers all cases of the suite. */
    public CaseCatalogue discover() {
        List<TestPlan> plans = forEachEngine(engine -> launcher().discover(request(engine).build()));
        for (int k = 0; k < ENGINES.size(); k++) {
            fresh.put(ENGINES.get(k), plans.get(k));
        }
        return CaseCatalogue.of(plans, seed);
    }

    /**
     * Runs the selected cases of a catalogue.
     *
     * @param wanted unique ids of tests
     * @param sink receives results on several threads
     */
    public void execute(CaseCatalogue catalogue, Set<String> wanted, SuiteSession session, ResultMaker results,
            Consumer<CaseResult> sink) {
        CaseListener listener = new CaseListener(catalogue, session, results, sink);
        boolean all = wanted.size() == catalogue.byUniqueId().size();
        Map<String, TestPlan> plans = new HashMap<>(fresh);
        fresh.clear();
        PropertyQueue properties = new PropertyQueue(
                catalogue.byUniqueId().keySet().stream()
                        .filter(id -> isOf(PROPERTIES, id) && wanted.contains(id)).toList(),
                id -> request(PROPERTIES, selectUniqueId(id)).build(), listener);
        forEachEngine(engine -> {
            if (wanted.stream().noneMatch(id -> isOf(engine, id))) {
                return engine;
            }
            TestPlan plan = plans.get(engine);
            if (engine.equals(PROPERTIES)) {
                properties.run(launcher());
            } else if (all && plan != null) {
                // A plan can be executed once. Reusing it avoids a second discovery of all cases.
                launcher().execute(plan, listener);
            } else {
                launcher().execute(request(engine).filters((PostDiscoveryFilter) test -> FilterResult
                        .includedIf(!test.isTest() || wanted.contains(test.getUniqueId().toString()))).build(),
                        listener);
            }
            if (engine.equals(CorpusEngine.ID)) {
                // A property keeps its agent for seconds, a case of the corpus for less than a millisecond: only when
                // these have ended may properties have all agents.
                properties.runOnCopies(parallelism - 1, Suite::launcher);
            }
            return engine;
        });
    }

    private static <T> List<T> forEachEngine(Function<String, T> work) {
        return Concurrently.all("jet-engine-",
                ENGINES.stream().map(engine -> (Callable<T>) () -> work.apply(engine)).toList());
    }

    private static boolean isOf(String engine, String uniqueId) {
        return uniqueId.startsWith("[engine:" + engine + "]");
    }
}
