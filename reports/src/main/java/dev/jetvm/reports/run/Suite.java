package dev.jetvm.reports.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.jetvm.conformance.engine.CorpusEngine;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.listener.CaseListener;
import dev.jetvm.reports.listener.ResultMaker;
import dev.jetvm.reports.model.CaseResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    private static final List<String> ENGINES = List.of(CorpusEngine.ID, "cucumber", "jqwik");
    /**
     * Each engine scans only its own package: two engines that scan the same jar concurrently close it for each other.
     */
    private static final Map<String, String> PACKAGES = Map.of(CorpusEngine.ID, CorpusEngine.PACKAGE, "cucumber",
            FEATURES, "jqwik", "dev.jetvm.conformance.property");
    /** A strong reference, because the logging system discards the level of a logger that is not referenced. */
    private static final Logger JQWIK = Logger.getLogger("net.jqwik");
    private static final Logger SHRINKING = Logger.getLogger("net.jqwik.engine.properties.shrinking");

    private final Map<String, TestPlan> fresh = new HashMap<>();
    private final long seed;
    private final int parallelism;

    /**
     * @param seed of the run
     * @param parallelism maximum number of corpus cases that run concurrently
     */
    public Suite(long seed, int parallelism) {
        this.seed = seed;
        this.parallelism = parallelism;
        JQWIK.setLevel(Level.WARNING);
        // The user cannot act upon a warning that a sample may not be the smallest.
        SHRINKING.setLevel(Level.SEVERE);
    }

    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false).build());
    }

    private LauncherDiscoveryRequestBuilder request(String engine) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(Objects.requireNonNull(PACKAGES.get(engine))))
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
        forEachEngine(engine -> {
            if (wanted.stream().noneMatch(id -> id.startsWith("[engine:" + engine + "]"))) {
                return engine;
            }
            TestPlan plan = plans.get(engine);
            if (all && plan != null) {
                // A plan can be executed once. Reusing it avoids a second discovery of all cases.
                launcher().execute(plan, listener);
            } else {
                launcher().execute(request(engine).filters((PostDiscoveryFilter) test -> FilterResult
                        .includedIf(!test.isTest() || wanted.contains(test.getUniqueId().toString()))).build(),
                        listener);
            }
            return engine;
        });
    }

    private static <T> List<T> forEachEngine(Function<String, T> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(ENGINES.size(),
                Thread.ofPlatform().name("jet-engine-", 1).factory())) {
            List<Future<T>> running = new ArrayList<>();
            ENGINES.forEach(engine -> running.add(threads.submit(() -> work.apply(engine))));
            List<T> done = new ArrayList<>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        } catch (ExecutionException e) {
            throw rootOf(e);
        }
    }

    /** The root cause of an engine's failure. */
    private static RuntimeException rootOf(ExecutionException failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
