package dev.jetvm.reports.faults;

import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.command.CommandTemplate;
import dev.jetvm.conformance.command.CommandSession;
import dev.jetvm.conformance.agent.Budgets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.engine.CaseExecution;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.run.CaseSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deliberate fault of the reference is caught by the data cases of the clause that it violates. */
final class FaultsIT {
    private static final List<CorpusCase> CASES = Corpus.load();
    /** All of them; {@code -Djet.faults=modules,types} tries those of some chapters only. */
    static final String CHAPTERS = "values,object-headers,layout,heap,roots,finalizers,objects,types,"
            + "work-stealing,tasks,channels,select,effects,panics,shutdown,modules,assembly,verification,interpreter,"
            + "start-up,protocol";
    /** A fault may also show itself by an agent that hangs or dies. */
    private static final Set<Verdict> CAUGHT = EnumSet.of(Verdict.FAIL, Verdict.TIMEOUT, Verdict.CRASH);

    /** A process starts Java, on a machine that may do other things as well. */
    private static final double SLOW = 6;

    /** Those of {@link FaultSample}. */
    static Stream<Fault> faults() {
        CaseSample sample = FaultSample.chosen();
        return Stream.of(System.getProperty("jet.faults", CHAPTERS).split(",")).flatMap(Fault::of)
                .filter(fault -> sample.has(fault.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isCaught(Fault fault, @TempDir Path folder) throws IOException {
        List<CorpusCase> about = CASES.stream().filter(each -> each.rules().contains(fault.rule()))
                .filter(each -> !each.ownProcess() || isProcess(each)).toList();
        List<String> failed = new ArrayList<>();
        FaultyReference faulty = FaultyReference.of(fault, folder);
        // Nothing is started before the first case needs it.
        try (AgentPool pool = AgentPool.start(AgentOptions.of(faulty.agent()));
                CommandSession programs = new CommandSession(CommandTemplate.of(faulty.program()),
                        folder.resolve("programs"), Budgets.DEFAULT.scaled(SLOW))) {
            for (CorpusCase each : about) {
                if (CAUGHT.contains(verdict(isProcess(each) ? programs : pool, each))) {
                    failed.add(each.id());
                    break;
                }
            }
        }
        assertThat(failed).as("cases of %s that catch %s, of %d", fault.rule(), fault.id(), about.size())
                .isNotEmpty();
    }

    private static boolean isProcess(CorpusCase each) {
        return ProcessFeatures.concerns(each.info(0));
    }

    private static Verdict verdict(SuiteSession session, CorpusCase each) {
        CurrentCase.enter(session, each.info(0));
        try {
            CaseExecution.play(each);
            return Verdict.PASS;
        } catch (VerdictError error) {
            return error.verdict();
        } finally {
            CaseRun run = CurrentCase.exit();
            if (run != null) {
                run.close();
            }
        }
    }
}
