package dev.jetvm.vm.cli;

import dev.jetvm.vm.interp.Vm;
import java.io.BufferedOutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jet run}: a program from its text or its module file. */
@Command(name = "run", mixinStandardHelpOptions = true, //
        description = "Run a program.", //
        footer = {"", "Exit status: 0 it came to its end, 101 it panicked, 1 it was refused or stopped, 64 usage.", //
                "Example: jet run hello.jasm -- first second"})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ProgramOptions program = new ProgramOptions();

    @Option(names = "--stats", description = "Say at the end what was done: instructions, calls, collections, time.")
    private boolean statistics;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        long started = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        Vm vm = program.load(new BufferedOutputStream(System.out, 1 << 16));
        Thread onSignal = new Thread(vm::flush, "jet-flush");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            int status = program.finish(vm, running -> counted()
                    ? running.interpreter().run(program.steps())
                    : running.interpreter().run(), err);
            if (statistics) {
                err.println(told(vm, System.nanoTime() - started));
            }
            return status;
        } finally {
            Runtime.getRuntime().removeShutdownHook(onSignal);
            vm.close();
        }
    }

    /** Whether somebody wants to know how many instructions there were. */
    private boolean counted() {
        return statistics || program.steps() != Long.MAX_VALUE;
    }

    private static String told(Vm vm, long nanos) {
        return String.format(Locale.ROOT, "%,d instructions, %,d calls, %,d collections, %.3f s",
                vm.interpreter().executed(), vm.interpreter().called(), vm.heap().statistics().collections(),
                nanos / 1e9);
    }
}
