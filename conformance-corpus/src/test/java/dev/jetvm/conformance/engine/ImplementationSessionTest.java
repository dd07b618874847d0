package dev.jetvm.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A runner of the JUnit Platform that names the implementation by a configuration parameter (CONF-19). */
class ImplementationSessionTest {
    private static final String AGENT = "dev.jetvm.conformance.agent.BadAgent";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Map<String, TestExecutionResult> results = new HashMap<>();
    private final List<String> factors = new ArrayList<>();

    @Test
    void the_budget_factor_is_measured_and_told() throws IOException {
        run(Map.of(CorpusEngine.IMPLEMENTATION, agent()));
        assertThat(factors).singleElement().satisfies(
                factor -> assertThat(Double.parseDouble(factor)).isBetween(1.0, 20.0));
        assertThat(results.get("ping")).isEqualTo(TestExecutionResult.successful());
    }

    @Test
    void the_user_can_set_it() throws IOException {
        run(Map.of(CorpusEngine.IMPLEMENTATION, agent(), CorpusEngine.BUDGET_FACTOR, "2.5"));
        assertThat(factors).containsExactly("2.5");
    }

    @Test
    void an_implementation_that_does_not_start_fails_its_cases() throws IOException {
        run(Map.of(CorpusEngine.IMPLEMENTATION, "/nonexistent/agent"));
        assertThat(factors).containsExactly("1.0");
        assertThat(results).hasEntrySatisfying("ping",
                result -> assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED));
    }

    /** The command of an agent that serves {@code ping}. */
    private String agent() {
        return "'%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s good '%s'".formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"), AGENT,
                folder.resolve("was-here"));
    }

    private void run(Map<String, String> parameters) throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), """
                format: jet-cases/1
                chapter: test
                cases:
                  - {id: ping, title: t, rules: [A-01], request: {op: ping}, expect: {outcome: ok}}
                """);
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectDirectory(folder.toFile()))
                        .filters(EngineFilter.includeEngines(CorpusEngine.ID)).configurationParameters(parameters)
                        .build(),
                new TestExecutionListener() {
                    @Override
                    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                        String factor = entry.getKeyValuePairs().get(CorpusEngine.BUDGET_FACTOR);
                        if (factor != null) {
                            factors.add(factor);
                        }
                    }

                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        results.put(test.getUniqueIdObject().getLastSegment().getValue(), result);
                    }
                });
    }
}
