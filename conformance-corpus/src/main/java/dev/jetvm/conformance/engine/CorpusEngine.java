package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Source;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/**
 * The JUnit Platform engine of the corpus: one test per case. It discovers only what is selected by
 * <ul>
 * <li>the package {@value #PACKAGE}: all cases of the suite;</li>
 * <li>a directory: the case files below it;</li>
 * <li>a unique id of this engine, of a file in it or of a case in it.</li>
 * </ul>
 * The configuration parameter {@value #PARALLELISM} sets the number of threads that run cases (default 1).
 *
 * <p>Under {@code jet conformance} the listener of the run enters a case on the thread that executes it. Under any other
 * runner of the JUnit Platform the configuration parameter {@value #IMPLEMENTATION} names the command that starts the
 * implementation, and the engine enters the cases itself ({@link ImplementationSession}); a case that needs a feature
 * which is not announced is aborted, which runners report as skipped.
 */
public final class CorpusEngine implements TestEngine {
    public static final String ID = "jet-corpus";
    /** The package to select for all cases of the suite. */
    public static final String PACKAGE = "jet.vectors";
    /** Configuration parameter: maximum number of cases that run concurrently, at least 1. */
    public static final String PARALLELISM = "jet.parallelism";
    /** Configuration parameter: the command that starts the implementation; absent under {@code jet conformance}. */
    public static final String IMPLEMENTATION = "jet.impl";
    /** Configuration parameter: seed of the run (default 0). */
    public static final String SEED = "jet.seed";
    /** Configuration parameter: factor of all time limits, for slow machines (default 1). */
    public static final String TIME_SCALE = "jet.time-scale";
    /**
     * Configuration parameter: another factor of all time limits, at least 1, that is otherwise measured at the start. The
     * report entry of this name tells the factor.
     */
    public static final String BUDGET_FACTOR = "jet.budget-factor";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, "Jet corpus");
        for (DirectorySelector selector : request.getSelectorsByType(DirectorySelector.class)) {
            add(engine, Corpus.load(Path.of(selector.getRawPath())), uniqueId);
        }
        boolean all = request.getSelectorsByType(PackageSelector.class).stream()
                .anyMatch(selector -> selector.getPackageName().equals(PACKAGE));
        List<UniqueId> wanted = all
                ? List.of(uniqueId)
                : request.getSelectorsByType(UniqueIdSelector.class).stream().map(UniqueIdSelector::getUniqueId)
                        .filter(id -> id.hasPrefix(uniqueId)).toList();
        if (!wanted.isEmpty()) {
            List<CorpusCase> cases = Corpus.load();
            wanted.forEach(id -> add(engine, cases, id));
        }
        return engine;
    }

    /** Adds the cases whose id begins with {@code wanted} and that have not been added yet. */
    private static void add(EngineDescriptor engine, List<CorpusCase> cases, UniqueId wanted) {
        Map<String, TestDescriptor> files = new LinkedHashMap<>();
        engine.getChildren().forEach(file -> files.put(file.getDisplayName(), file));
        Map<UniqueId, Source> added = new LinkedHashMap<>();
        for (CorpusCase each : cases) {
            String name = each.source().file();
            TestDescriptor file = files.getOrDefault(name, new FileDescriptor(engine.getUniqueId(), name));
            CaseDescriptor descriptor = new CaseDescriptor(file.getUniqueId(), each);
            if (!descriptor.getUniqueId().hasPrefix(wanted)) {
                continue;
            }
            Source before = added.putIfAbsent(descriptor.getUniqueId(), each.source());
            if (before != null) {
                throw new JUnitException("the case id " + each.id() + " stands twice, at " + before + " and "
                        + each.source() + "; rename one of the two");
            }
            if (files.putIfAbsent(name, file) == null) {
                engine.addChild(file);
            }
            file.addChild(descriptor);
        }
    }

    @Override
    public void execute(ExecutionRequest request) {
        EngineExecutionListener listener = request.getEngineExecutionListener();
        TestDescriptor engine = request.getRootTestDescriptor();
        listener.executionStarted(engine);
        List<CaseDescriptor> cases = new ArrayList<>();
        engine.getChildren().forEach(file -> {
            listener.executionStarted(file);
            file.getChildren().forEach(child -> cases.add((CaseDescriptor) child));
        });
        // An agent is reconfigured when the profile changes, so the cases of one profile are run together.
        cases.sort(Comparator.comparing(each -> each.corpusCase().profile().equals("tagged") ? 0 : 1));
        int threads = request.getConfigurationParameters().get(PARALLELISM, Integer::valueOf).orElse(1);
        try (ImplementationSession session = ImplementationSession.of(request.getConfigurationParameters(),
                Math.clamp(threads, 1, 256))) {
            if (session.agents() != null) {
                listener.reportingEntryPublished(engine,
                        ReportEntry.from(BUDGET_FACTOR, Double.toString(session.budgetFactor())));
            }
            runAll(cases, Math.clamp(threads, 1, 256), listener, session);
        }
        engine.getChildren().forEach(file -> listener.executionFinished(file, TestExecutionResult.successful()));
        listener.executionFinished(engine, TestExecutionResult.successful());
    }

    private static void runAll(List<CaseDescriptor> cases, int threads, EngineExecutionListener listener,
            ImplementationSession session) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < cases.size(); i = next.getAndIncrement()) {
                runOne(cases.get(i), listener, session);
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name("jet-case-", 1).factory())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(worker));
            }
            for (Future<?> each : workers) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JUnitException("the run was interrupted", e);
        } catch (ExecutionException e) {
            throw new JUnitException("a listener failed", e.getCause());
        }
    }

    private static void runOne(CaseDescriptor descriptor, EngineExecutionListener listener,
            ImplementationSession session) {
        listener.executionStarted(descriptor);
        TestExecutionResult result;
        try {
            session.play(descriptor.corpusCase());
            result = TestExecutionResult.successful();
        } catch (VerdictError error) {
            result = error.verdict() == Verdict.UNSUPPORTED
                    ? TestExecutionResult.aborted(error)
                    : TestExecutionResult.failed(error);
        } catch (Exception | AssertionError e) {
            result = TestExecutionResult.failed(e);
        }
        listener.executionFinished(descriptor, result);
    }
}
