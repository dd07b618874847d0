package dev.jetvm.reports.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jet conformance run}, the same as the command without a subcommand. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Run the suite (the default).")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final RunSettings settings = new RunSettings();

    @Override
    public Integer call() throws Exception {
        return Runs.run(settings);
    }
}
