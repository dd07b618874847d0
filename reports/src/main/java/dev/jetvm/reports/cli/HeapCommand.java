package dev.jetvm.reports.cli;

import dev.jetvm.conformance.agent.AgentPool;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.heap.HeapPainter;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.HeapText;
import dev.jetvm.reports.render.Style;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jet conformance heap}: prints the portrait of the heap without running the suite. */
@Command(name = "heap", mixinStandardHelpOptions = true, description = {
        "Show how the heap of an implementation looks while a fixed script allocates, drops and collects.",
        "The HTML report of a run has the same as pictures. Exit status 2 if there is nothing to show.", ""})
final class HeapCommand implements Callable<Integer> {
    @Mixin
    private final AgentSettings agent = new AgentSettings();

    @Option(names = "--json", description = "Print it as JSON, as in the report.")
    private boolean json;

    @Override
    public Integer call() {
        long seed = Runs.seed(agent);
        PrintWriter out = Terminal.out();
        try (AgentPool pool = AgentPool.start(agent.options(1, seed))) {
            Optional<HeapPortrait> portrait = HeapPainter.paint(pool, pool::offers, seed);
            if (portrait.isEmpty()) {
                Terminal.err().println(agent.commandText()
                        + " does not show its heap: it takes heap.core, gc.collect, and one of heap.lines, heap.usage and heap.dump");
                return ExitCode.INCONCLUSIVE;
            }
            if (json) {
                out.println(ReportFile.mapper().writeValueAsString(portrait.get()));
            } else {
                HeapText.print(portrait.get(), Style.plain(), out);
            }
            return portrait.get().ended().isEmpty() ? ExitCode.CONFORMANT : ExitCode.INCONCLUSIVE;
        } catch (VerdictError error) {
            return Failures.agent(error, agent.commandText(), Terminal.err());
        }
    }
}
