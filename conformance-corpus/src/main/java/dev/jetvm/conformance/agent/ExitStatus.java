package dev.jetvm.conformance.agent;

import java.util.Map;

/** Describes exit statuses in words. */
public final class ExitStatus {
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6,
            "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

    private ExitStatus() {}

    /** Whether a status encodes a signal that ends processes. */
    public static boolean isSignal(int status) {
        return SIGNALS.containsKey(status - SIGNALLED);
    }

    /** {@code with status 3}, or {@code by signal 9 (SIGKILL)} for a status that encodes a signal. */
    public static String describe(int status) {
        String signal = SIGNALS.get(status - SIGNALLED);
        return signal == null
                ? "with status " + status
                : "by signal " + (status - SIGNALLED) + " (" + signal + ", status " + status + ")";
    }
}
