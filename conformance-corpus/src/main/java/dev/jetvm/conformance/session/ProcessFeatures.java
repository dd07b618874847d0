package dev.jetvm.conformance.session;

import java.util.Set;

/**
 * The features of an implementation that starts programs from a command line. An agent does not announce them; the
 * command template of {@code --exec} does, and for signals the system on which the suite runs.
 *
 * @spec CONF-26
 */
public final class ProcessFeatures {
    /** A program is started as a process. */
    public static final String COMMAND = "process.command";
    /** The program is given arguments. */
    public static final String ARGUMENTS = "process.arguments";
    /** Options of the runtime stand among the arguments. */
    public static final String OPTIONS = "process.options";
    /** The process is sent signals. */
    public static final String SIGNALS = "process.signals";
    public static final Set<String> ALL = Set.of(COMMAND, ARGUMENTS, OPTIONS, SIGNALS);

    private ProcessFeatures() {}

    /** Whether a case starts a process. */
    public static boolean concerns(CaseInfo info) {
        return info.requires().contains(COMMAND);
    }
}
