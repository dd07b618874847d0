package dev.jetvm.conformance.linearizability;

import java.time.Duration;

/**
 * Bounds of a check.
 *
 * @param memory bytes for the configurations that the search remembers, estimated
 * @param time for the whole history
 * @param listener is told about the progress from time to time
 */
public record Limits(long memory, Duration time, Listener listener) {
    public static final long USUAL_MEMORY = 512L << 20;
    public static final Duration USUAL_TIME = Duration.ofMinutes(5);

    public Limits(long memory, Duration time) {
        this(memory, time, _ -> {});
    }

    public static Limits usual() {
        return new Limits(USUAL_MEMORY, USUAL_TIME);
    }

    /** Is called by the thread that checks, several times a second while it searches. */
    @FunctionalInterface
    public interface Listener {
        void at(Moment moment);
    }

    /**
     * How far a check is.
     *
     * @param activity what is being done, for example checking an object or shrinking
     * @param ordered the most operations that were put in order at a time
     * @param operations of the object
     * @param configurations that were visited so far, in all searches
     */
    public record Moment(String activity, int ordered, int operations, long configurations) {}
}
