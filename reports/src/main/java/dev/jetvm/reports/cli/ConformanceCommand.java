package dev.jetvm.reports.cli;

import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Versions;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Entry of {@code jet conformance}; without a subcommand it runs the suite. It is also the entry of {@code jet
 * check-history}, a command of its own in the same jar.
 */
@Command(name = "conformance", mixinStandardHelpOptions = true, versionProvider = ConformanceCommand.Version.class, //
        description = {"Run the Jet conformance suite against an implementation and report what was shown.", ""}, //
        subcommands = {RunCommand.class, ListCommand.class, ShowCommand.class, ExplainCommand.class, ReproCommand.class,
                DiffCommand.class, MergeCommand.class, MatrixCommand.class, CoverageCommand.class, DoctorCommand.class,
                HeapCommand.class, BinariesCommand.class}, //
        footer = {"", "Examples:", //
                "  jet conformance                              the bundled reference", //
                "  jet conformance --impl './my-agent --fast'   your own", //
                "  jet conformance --exec './my-jet {module} {args}'   a command line, no agent", //
                "  jet conformance --rule HDR -x                headers only, stop at the first failure", //
                "  jet conformance doctor --impl ./my-agent     is it ready?", "", //
                "Exit status: 0 conformant, 1 failures, 2 inconclusive, 3 the agent or the protocol,", //
                "  4 a defect of the suite, 64 usage, 69 no JDK 25, 70 our own fault."})
public final class ConformanceCommand implements Callable<Integer> {

    private static final String NAME = "conformance";

    private static final String LAST_WORDS = "jet conformance: the suite cannot go on, most likely for want of open files "
            + "or memory (see ulimit -n and ulimit -v): ";

    @Mixin
    private final RunSettings settings = new RunSettings();

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{"jet conformance %s (specification %s, protocol %d)".formatted(Versions.SUITE,
                    Versions.SPEC, Versions.PROTOCOL)};
        }
    }

    public static void main(String[] args) {
        System.exit(guarded(args));
    }

    /** Reports an uncaught error with its own exit status: the JVM would exit with status 1, which means failures. */
    @SuppressWarnings("CatchThrowable") // the last place where an error can be handled
    private static int guarded(String... args) {
        try {
            return execute(args);
        } catch (Throwable error) {
            try {
                return Failures.report("jet " + name(args), error, Terminal.err());
            } catch (Throwable again) {
                // The classes that explain the fault could not be loaded; only what is already loaded is used.
                System.err.println(LAST_WORDS + error);
                return ExitCode.OWN_FAULT;
            }
        }
    }

    private static String name(String... args) {
        return args.length > 0 && args[0].equals(CheckHistoryCommand.NAME) ? CheckHistoryCommand.NAME : NAME;
    }

    /** Executes a command line, that of {@code check-history} if it begins so, and returns its exit status. */
    public static int execute(String... args) {
        // The validator of schemas brings a logging facade that complains of the missing logger; nothing is logged here.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        String name = name(args);
        return name.equals(NAME)
                ? execute(NAME, new ConformanceCommand(), args)
                : execute(name, new CheckHistoryCommand(), Arrays.copyOfRange(args, 1, args.length));
    }

    private static int execute(String name, Object command, String... args) {
        CommandLine line = new CommandLine(command);
        line.setOut(Terminal.out());
        line.setErr(Terminal.err());
        line.setParameterExceptionHandler((error, _) -> {
            PrintWriter err = error.getCommandLine().getErr();
            err.println("jet " + name + ": " + error.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
            err.println("Try 'jet " + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler(
                (error, parsed, _) -> Failures.report("jet " + name, error, parsed.getErr()));
        return line.execute(args);
    }

    @Override
    public Integer call() throws Exception {
        return Runs.run(settings);
    }
}
