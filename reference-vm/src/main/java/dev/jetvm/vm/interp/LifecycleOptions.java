package dev.jetvm.vm.interp;

import java.util.Map;
import java.util.Set;

/**
 * The options for the beginning and the end of a run.
 *
 * @param abortsOnPanic {@code panic.mode}: whether every panic ends the run at once; {@code unwind}, the default, or {@code abort}
 * @param checksLeaks {@code leak.check}: whether the end of a process tells what was not released; default false
 * @param logsBoot {@code log.topics}: whether the phases of the start are told; {@code none}, the default, or {@code boot}
 * @param shutdownMillis {@code shutdown.timeout_ms}: how long the end of a process waits for its tasks, in milliseconds; 0 to one
 *         day, default 5,000
 * @spec PANIC-05
 * @spec EXIT-05
 * @spec EXIT-10
 * @spec BOOT-01
 * @spec ERR-190
 */
public record LifecycleOptions(boolean abortsOnPanic, boolean checksLeaks, boolean logsBoot, long shutdownMillis) {
    private static final String MODE = "panic.mode";
    private static final String LEAKS = "leak.check";
    private static final String TOPICS = "log.topics";
    private static final String TIMEOUT = "shutdown.timeout_ms";
    private static final long DAY = 24L * 60 * 60 * 1000;
    static final Set<String> NAMES = Set.of(MODE, LEAKS, TOPICS, TIMEOUT);

    static LifecycleOptions defaults() {
        return of(Map.of());
    }

    /** @throws dev.jetvm.runtime.panic.RejectException invalid {@code option-value} */
    static LifecycleOptions of(Map<String, String> options) {
        return new LifecycleOptions(OptionValues.choice(options, MODE, "unwind", "abort"),
                OptionValues.truth(options, LEAKS, false), OptionValues.choice(options, TOPICS, "none", "boot"),
                OptionValues.number(options, TIMEOUT, 5000, 0, DAY));
    }
}
