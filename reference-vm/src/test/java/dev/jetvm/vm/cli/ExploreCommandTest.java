package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExploreCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("jet.root", ".."));
    private static final String COUNTER = "conformance-corpus/programs/litmus/two-increments.jasm";
    /** The second task fails if it comes first. */
    private static final String FAILS = """
            .module "order"
            .file "order.jet"
            .entry main
            .function set
                .line 3
                CONST (1)
                SET_GLOBAL ("x")
                RETURN
            .end
            .function divide
                .line 7
                CONST (6)
                GET_GLOBAL ("x")
                DIVIDE
                RETURN
            .end
            .function main
                CONST (0)
                DEFINE_GLOBAL ("x")
                CONST (@set)
                SPAWN 0
                POP
                CONST (@divide)
                SPAWN 0
                JOIN
                RETURN
            .end
            """;
    /** Waits for a variable that another task never sets. */
    private static final String ENDLESS = """
            .module "endless"
            .entry main
            .function main
                NIL
                DEFINE_GLOBAL ("x")
            again:
                GET_GLOBAL ("x")
                POP
                LOOP again
            .end
            """;

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int jet(String... arguments) {
        CommandLine line = Jet.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String program(String text) throws IOException {
        return Files.writeString(folder.resolve("program.jasm"), text).toString();
    }

    /** The book shows what the command prints. */
    @Test
    void printsWhatTheBookShows() throws IOException {
        assertThat(jet("explore", ROOT.resolve(COUNTER).toString())).isZero();
        String book = Files.readString(ROOT.resolve("spec/src/docs/asciidoc/memory-model.adoc"));
        assertThat(book).contains("$ ./jet explore " + COUNTER + "\n" + out.toString().stripTrailing() + "\n----");
    }

    @Test
    void aPanicIsShownWithLanesAndFailsTheCommand() throws IOException {
        assertThat(jet("explore", program(FAILS))).isEqualTo(1);
        assertThat(out.toString()).contains("2 outcomes, complete").contains("returned 6")
                .contains("panic division-by-zero").contains("task 0").contains("divide:7 GET_GLOBAL");
    }

    @Test
    void aScheduleThatIsShownCanBeRepeated() throws IOException {
        String file = program(FAILS);
        assertThat(jet("explore", "--json", file)).isEqualTo(1);
        JsonNode found = JsonMapper.shared().readTree(out.toString());
        assertThat(found.path("complete").asBoolean()).isTrue();
        for (JsonNode outcome : found.path("outcomes")) {
            assertThat(outcome.path("fewest").asBoolean()).isTrue();
            assertThat(outcome.path("preemptions").isInt()).isTrue();
            int status = outcome.path("status").asString().equals("panic")
                    ? 101
                    : Integer.parseInt(outcome.path("result").asString());
            assertThat(jet("run", "--replay", outcome.path("schedule").asString(), file)).isEqualTo(status);
        }
    }

    @Test
    void saysWhyAnEnumerationIsNotComplete() throws IOException {
        assertThat(jet("explore", "--most-steps", "50", program(ENDLESS))).isZero();
        assertThat(out.toString()).contains("0 outcomes, not complete").contains("more than 50 steps");
    }

    @Test
    void drawnSchedulesFindTheFailure() throws IOException {
        for (String how : new String[]{"random", "pct:2"}) {
            assertThat(jet("explore", "--schedule", how, "--seed", "7", "--schedules", "200", program(FAILS)))
                    .as(how).isEqualTo(1);
        }
    }

    @Test
    void aRecordedRunIsRepeatedStepByStep() throws IOException {
        String file = program(FAILS);
        Path schedule = folder.resolve("schedule");
        Path again = folder.resolve("again");
        int status = jet("run", "--schedule=random", "--seed=3", "--record", schedule.toString(), file);
        assertThat(jet("run", "--replay", schedule.toString(), "--record", again.toString(), file)).isEqualTo(status);
        assertThat(again).hasSameTextualContentAs(schedule);
    }

    @Test
    void aScheduleThatDoesNotFitIsRefusedWithItsStep() throws IOException {
        String file = program(FAILS);
        assertThat(jet("run", "--replay", "0 9", file)).isEqualTo(1);
        assertThat(err.toString()).contains("step 2 of the schedule is of task 9, which is not ready; ready are [0]");
        assertThat(jet("run", "--replay", "0 0*x", file)).isEqualTo(Jet.USAGE);
        assertThat(err.toString()).contains("word 2, '0*x', is not TASK or TASK*STEPS");
        assertThat(jet("run", "--replay", "0", "--seed", "1", file)).isEqualTo(Jet.USAGE);
        assertThat(jet("run", "--record", "x", file)).isEqualTo(Jet.USAGE);
    }
}
