package dev.jetvm.vm.cli;

import dev.jetvm.vm.trace.InstructionTrace;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.text.Printable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code jet trace}: runs a program and prints each instruction before it executes. */
@Command(name = "trace", mixinStandardHelpOptions = true, //
        description = "Run a program and tell every instruction on standard error.", //
        footer = {"", "Exit status: as of run.", "Example: jet trace --steps 100 hello.jasm"})
final class TraceCommand implements Callable<Integer> {
    @Mixin(name = ProgramOptions.NAME)
    private ProgramOptions program = new ProgramOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (program.isHelp(spec.commandLine().getOut())) {
            return 0;
        }
        try (Vm vm = program.load(program.output())) {
            return program.finish(vm,
                    running -> InstructionTrace.run(running.worker(), running.task(), program.steps(), line -> {
                        // The program's earlier output precedes the next trace line.
                        running.flush();
                        err.println(Printable.text(line));
                        if (err.checkError() || System.err.checkError()) {
                            throw new CommandFailure(ModuleFile.REFUSED, "");
                        }
                    }), err);
        }
    }
}
