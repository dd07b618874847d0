package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** A suite with an idle agent, one with a child of its own, and one in a call: waits to be told to end. */
final class SuiteUnderSignal {
    private SuiteUnderSignal() {}

    public static void main(String[] args) {
        Path dir = Path.of(args[0]);
        AgentPool pool = AgentPool.start(
                AgentOptions.of(Agents.bad("child-hang", dir)).withAgents(3).withBudgets(Budgets.DEFAULT.scaled(100)));
        CaseRun hanging = pool.begin(Agents.aCase("hangs"));
        CaseRun own = pool.begin(Agents.info("own", Set.of(), true));
        pool.begin(Agents.aCase("idle")).close();
        own.call(Request.of("ping"));
        Thread reporter = new Thread(() -> {
            while (hanging.stderrTail().indexOf('\n') < 0) {
                Thread.onSpinWait();
            }
            String child = hanging.stderrTail().strip().split(" ", -1)[1];
            System.out.println(child + " " + pool.processes().live().stream()
                    .map(process -> Long.toString(process.pid())).collect(Collectors.joining(" ")));
        });
        reporter.start();
        Request classify = Request.of("value.classify");
        classify.members().put("word", "0x8");
        try {
            hanging.call(classify);
        } catch (VerdictError theRunIsOver) {
            return;
        }
    }
}
