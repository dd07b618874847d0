package dev.jetvm.reports.cli;

import dev.jetvm.conformance.command.CommandTemplate;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.run.ProcessCases;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how a program is started, for the cases about processes. */
final class ProgramSettings {
    @Option(names = "--exec", paramLabel = "CMD", description = {
            "Command that starts a program in a process of its own, './my-jet {module} {args}'; no shell sees it.",
            "{module} is the path of a binary module, or {text} that of its text; {args} are the arguments; {options}",
            "says that they may contain --jet- options. Without --impl only the cases about processes are run."})
    @Nullable
    String exec;

    /** Takes the command from a replay file if the user gave none. */
    void otherwise(ReplayFile file) {
        if (exec == null) {
            exec = file.agent().exec();
        }
    }

    /** Whether only the cases about processes are run. */
    private boolean isAlone(AgentSettings agent) {
        return exec != null && agent.impl == null;
    }

    /** Whether the bundled reference is under test. */
    boolean isReference(AgentSettings agent) {
        return exec == null && agent.impl == null;
    }

    /** @param folder where the programs are written */
    ProcessCases cases(AgentSettings agent, Path folder) {
        return new ProcessCases(template(agent), folder, isAlone(agent));
    }

    private @Nullable CommandTemplate template(AgentSettings agent) {
        String given = exec;
        if (given == null) {
            return agent.impl == null ? CommandTemplate.of(agent.bundledProgram()) : null;
        }
        if (isAlone(agent)) {
            agent.requireNoReferenceOptions("--exec");
        }
        try {
            return CommandTemplate.parse(given, Path.of(""));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--exec: " + e.getMessage());
        }
    }

    /** What is under test, as given by the user. */
    String commandText(AgentSettings agent) {
        String given = exec;
        return given == null ? agent.commandText() : isAlone(agent) ? given : agent.commandText() + ", " + given;
    }

    /** The option quoted for a shell, preceded by a blank; empty if it was not given. */
    String option() {
        return AgentSettings.quoted("--exec", exec);
    }
}
