package dev.jetvm.conformance.agent;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A shortage of resources of the suite itself: open files, processes, threads or memory. The implementation under test
 * did not cause it, so it is not a verdict; it ends the run.
 */
public final class ResourceShortage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message for a shortage of memory, before the cause. */
    public static final String MEMORY = "the suite has too little memory: run it with more (JAVA_TOOL_OPTIONS=-Xmx1g) or "
            + "with fewer agents at a time (-j 1)";

    /** The messages of the Java library and the operating system for EAGAIN, ENOMEM, ENFILE and EMFILE. */
    private static final Pattern LACK = Pattern.compile(
            "error[=:] ?(?:11|12|23|24)\\b|Too many open files|Resource temporarily unavailable|Cannot allocate memory");

    /** @param cause an error for which {@link #isCauseOf} returns true */
    public ResourceShortage(IOException cause) {
        super("the suite has too few open files, processes or threads: raise the limits (ulimit -n, ulimit -u) or run fewer "
                + "agents at a time (-j 1) (" + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")",
                cause);
    }

    ResourceShortage(OutOfMemoryError cause) {
        super(MEMORY + " (" + cause.getMessage() + ")", cause);
    }

    /** Whether an I/O error reports an exhausted resource. */
    public static boolean isCauseOf(IOException error) {
        return LACK.matcher(String.valueOf(error.getMessage())).find();
    }
}
