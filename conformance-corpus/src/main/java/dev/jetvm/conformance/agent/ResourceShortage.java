package dev.jetvm.conformance.agent;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The machine does not give the suite what it needs to go on: open files, processes, threads, memory. The implementation
 * under test is not to blame, so this is no verdict; it ends the run.
 */
public final class ResourceShortage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to say about too little memory, before the cause. */
    public static final String MEMORY = "the suite has too little memory: run it with more (JAVA_TOOL_OPTIONS=-Xmx1g) or "
            + "with fewer agents at a time (-j 1)";

    /** EAGAIN, ENOMEM, ENFILE and EMFILE as the Java library and the system word them. */
    private static final Pattern LACK = Pattern.compile(
            "error[=:] ?(?:11|12|23|24)\\b|Too many open files|Resource temporarily unavailable|Cannot allocate memory");

    /** @param cause one of which {@link #isCauseOf} is true */
    public ResourceShortage(IOException cause) {
        super("the suite has too few open files, processes or threads: raise the limits (ulimit -n, ulimit -u) or run fewer "
                + "agents at a time (-j 1) (" + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")",
                cause);
    }

    ResourceShortage(OutOfMemoryError cause) {
        super(MEMORY + " (" + cause.getMessage() + ")", cause);
    }

    /** Whether an error of the system says that something ran out. */
    public static boolean isCauseOf(IOException error) {
        return LACK.matcher(String.valueOf(error.getMessage())).find();
    }
}
