package dev.jetvm.vm.cli;

import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.text.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of the {@code jet} command. */
@Command(name = "jet", mixinStandardHelpOptions = true, versionProvider = Jet.Version.class, //
        description = "The reference implementation of the Jet language and its conformance suite.", //
        subcommands = {RunCommand.class, ExploreCommand.class, TraceCommand.class, AgentCommand.class,
                AssembleCommand.class,
                DisassembleCommand.class, VerifyCommand.class, FuzzCommand.class}, //
        synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "From their own programs, through the launcher:", //
                "  conformance    Run the conformance suite against an implementation.", //
                "  check-history  Check whether a recorded concurrent history is linearizable.", //
                "  spec           Render the specification.", //
                "  stress         Stress-test the lock-free parts of the reference.", //
                "", "`jet COMMAND --help` says more about a command.", //
                "Exit status: 0 ok, 1 failures found, 64 usage, 69 no JDK 25, 70 our own fault."})
public final class Jet implements Runnable {
    /** The exit status for a command line that cannot be used. */
    public static final int USAGE = 64;
    /** The exit status for an internal fault. */
    public static final int OWN_FAULT = 70;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    /** A static nested class, so that picocli can instantiate it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Jet.class.getPackage().getImplementationVersion();
            return new String[]{
                    "jet " + (version == null ? "development" : version) + " (specification 0.1, protocol 1)"};
        }
    }

    /**
     * Runs the command and ends the process with its exit status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        StandardOutput.install();
        System.exit(status(args));
    }

    /** Also turns errors of the Java machine into one line and an exit status, without a Java stack trace. */
    private static int status(String[] args) {
        try {
            if (args.length == 1 && args[0].equals("agent")) {
                return AgentStreams.serve(ValueModel.TAGGED, null);
            }
            int status = commandLine().execute(args);
            if (status == 0) {
                // picocli writes help without checking for write errors.
                StandardOutput.check();
            }
            return status;
        } catch (CommandFailure lost) {
            System.err.print(lost.text());
            return lost.status();
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "jet: the Java machine has no memory left for this; JAVA_TOOL_OPTIONS=-Xmx... gives it more");
        } catch (StackOverflowError e) {
            System.err.println("jet: internal fault: " + e + "; please report it with the command you ran");
        }
        return OWN_FAULT;
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Jet());
        // An argument of a program that begins with @ names no file of arguments.
        line.setExpandAtFiles(false);
        line.getSubcommands().values().stream()
                .filter(command -> command.getMixins().containsKey(ProgramOptions.NAME))
                .forEach(command -> command.setStopAtPositional(true));
        line.setParameterExceptionHandler((error, _) -> {
            PrintWriter err = error.getCommandLine().getErr();
            err.println("jet: " + Printable.text(String.valueOf(error.getMessage())));
            CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
            err.println("Try '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return USAGE;
        });
        line.setExecutionExceptionHandler((error, command, _) -> {
            if (error instanceof CommandFailure failure) {
                command.getErr().print(failure.text());
                command.getErr().flush();
                return failure.status();
            }
            command.getErr().println("jet: internal fault: " + Printable.text(error.toString())
                    + "; please report it with the command you ran");
            return OWN_FAULT;
        });
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
