package dev.jetvm.features.run;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.testing.EngineRun;
import dev.jetvm.conformance.testing.ScriptedSession;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;

class FeaturesTest {
    private static final EngineRun SCENARIOS = EngineRun.of("cucumber",
            Map.of("cucumber.glue", "dev.jetvm.features", "cucumber.publish.quiet", "true"),
            selectPackage("dev.jetvm.features"));

    @Test
    void thereAreEnoughScenariosAndEachHasAnIdOfItsOwn() throws IOException, URISyntaxException {
        List<String> ids = new ArrayList<>();
        int headings = 0;
        for (String text : texts()) {
            headings += (int) Pattern.compile("(?m)^\\s+Scenario( Outline)?:").matcher(text).results().count();
            Pattern.compile("@id:(\\S+)").matcher(text).results().map(MatchResult::group).forEach(ids::add);
        }
        assertThat(headings).isGreaterThanOrEqualTo(390);
        assertThat(ids).hasSize(headings).doesNotHaveDuplicates().allMatch(id -> id.matches("@id:[a-z0-9][a-z0-9.-]*"));
    }

    @Test
    void eachScenarioSaysWhatItShowsAndNeeds() {
        assertThat(SCENARIOS.discover()).hasSizeGreaterThan(390).allSatisfy((name, tags) -> assertThat(tags).as(name)
                .contains("level:must", "kind:scenario").satisfies(FeaturesTest::oneId)
                .anyMatch(tag -> tag.startsWith("requires:"))
                .anyMatch(tag -> tag.matches("[A-Z]+-[0-9]{2}[a-z]?")));
    }

    /**
     * A scenario that passes against an implementation with arbitrary answers would test nothing. One scenario passes
     * by chance, because it requires only an empty {@code ok} to a ping.
     */
    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"OK", "PANIC", "REJECT", "UNSUPPORTED", "ERROR"})
    void noScenarioPassesAgainstNonsense(Outcome outcome) {
        ScriptedSession nonsense = ScriptedSession.always(outcome, Wire.object().set("value", Wire.object()));
        var results = SCENARIOS.run(nonsense, 1);
        results.keySet().removeIf(name -> outcome == Outcome.OK && name.endsWith("Are you there?"));
        assertThat(results).hasSizeGreaterThan(390).allSatisfy((name, result) -> {
            assertThat(result.getStatus()).as(name).isEqualTo(TestExecutionResult.Status.FAILED);
            assertThat(result.getThrowable().orElseThrow()).as(name).isInstanceOfSatisfying(VerdictError.class,
                    error -> {
                        assertThat(error.verdict()).as(error.detail()).isEqualTo(Verdict.FAIL);
                        assertThat(error.expected()).as(name).isNotNull();
                        assertThat(error.observed()).as(name).isNotNull();
                    });
        });
    }

    @Test
    void scenariosKnowOnlyTheKit() {
        var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.jetvm.features");
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("dev.jetvm.runtime..", "dev.jetvm.vm..", "dev.jetvm.reports..",
                        "dev.jetvm.conformance.agent..", "dev.jetvm.conformance.engine..")
                .check(classes);
    }

    private static void oneId(Collection<? extends String> tags) {
        assertThat(tags.stream().filter(tag -> tag.startsWith("id:"))).hasSize(1);
    }

    /** The texts of all feature files, found by listing their folder. */
    private static List<String> texts() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(FeaturesTest.class.getResource("/dev/jetvm/features/01-values.feature"));
        List<String> texts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder.toURI()).resolveSibling(""),
                "*.feature")) {
            for (Path file : files) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
