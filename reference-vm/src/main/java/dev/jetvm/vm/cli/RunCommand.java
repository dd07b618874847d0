package dev.jetvm.vm.cli;

import dev.jetvm.runtime.sched.SchedulerCounts;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.Vm;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jet run}: runs a program from its text or module file. */
@Command(name = "run", mixinStandardHelpOptions = true, //
        description = "Run a program.", //
        footer = {"", "Exit status: the low 8 bits of the program's result if that is an int, otherwise 0;", //
                "101 it panicked, 1 it could not be loaded or was stopped, 2 an option of the runtime is refused,", //
                "64 usage, 70 our own fault.", //
                "Example: jet run hello.jasm first second"})
final class RunCommand implements Callable<Integer> {
    @Mixin(name = ProgramOptions.NAME)
    private ProgramOptions program = new ProgramOptions();

    @Option(names = "--stats", description = "Say at the end what was done: instructions, calls, collections, time.")
    private boolean statistics;

    @Option(names = "--engine", paramLabel = "NAME", //
            description = "What executes instructions that are not counted: plain or fast (default: fast).")
    private String engine = "";

    @ArgGroup(validate = false, heading = "%nControlled runs, one task at a time, in virtual time:%n")
    private ControlledRun controlled = new ControlledRun();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        long started = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        if (program.isHelp(spec.commandLine().getOut())) {
            return 0;
        }
        if (!engine.isEmpty()) {
            program.set(Engines.OPTION, engine);
        }
        Vm vm = program.load(program.output(),
                controlled.strategy(program, err));
        try {
            int status = program.finish(vm, running -> controlled.recorded(() -> counted()
                    ? running.execution().run(program.steps())
                    : running.execution().run(), err), err);
            if (statistics) {
                err.println(statistics(vm, System.nanoTime() - started));
            }
            return status;
        } finally {
            vm.close();
        }
    }

    /** Returns whether instructions must be counted. */
    private boolean counted() {
        return statistics || program.steps() != Long.MAX_VALUE;
    }

    private static String statistics(Vm vm, long nanos) {
        SchedulerCounts tasks = vm.execution().scheduler().counts();
        return String.format(Locale.ROOT, "%,d instructions, %,d calls, %,d collections, %.3f s%n"
                + "%,d tasks spawned, %,d turns, %,d stolen, %,d waits of workers",
                vm.execution().executed(), vm.execution().called(), vm.heap().statistics().collections(),
                nanos / 1e9, tasks.spawned(), tasks.turns(), tasks.steals(), tasks.parks());
    }
}
