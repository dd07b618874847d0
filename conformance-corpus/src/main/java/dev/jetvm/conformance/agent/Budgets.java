package dev.jetvm.conformance.agent;

import java.time.Duration;

/**
 * Time limits for agents.
 *
 * @param start from the start of the process to the answers to {@code hello} and the first {@code configure}
 * @param reply from a request to its answer
 * @param quiet time without an answer after which a blocking operation counts as blocked
 * @param grace for everything that ends an operation or a process: {@code cancel}, {@code bye}, the end of a process
 *
 *        <p>Clause: CONF-19
 */
public record Budgets(Duration start, Duration reply, Duration quiet, Duration grace) {
    public static final Budgets DEFAULT = new Budgets(Duration.ofSeconds(10), Duration.ofSeconds(5),
            Duration.ofMillis(200), Duration.ofSeconds(1));

    /** Multiplies all four limits by {@code scale}; each is at least one millisecond. */
    public Budgets scaled(double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("the time scale is a positive number, not " + scale);
        }
        return new Budgets(times(start, scale), times(reply, scale), times(quiet, scale), times(grace, scale));
    }

    private static Duration times(Duration duration, double scale) {
        return Duration.ofMillis(Math.max(1, Math.round(duration.toMillis() * scale)));
    }
}
