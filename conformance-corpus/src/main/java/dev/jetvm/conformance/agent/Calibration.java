package dev.jetvm.conformance.agent;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures at the start of a run how much slower the machine is than the time limits assume. The result is a factor of at
 * least 1 for {@link Budgets#scaled}: a machine with more processes than processors answers late, and that is no fault of the
 * implementation.
 *
 * <p>Two durations are compared with what a machine without other load needs at most: a computation in the suite's own
 * process, and the median of the first pings. The larger ratio counts, rounded up to a tenth. Ratios below
 * {@value #TOLERATED} count as 1, ratios above {@value #MOST} as {@value #MOST}.
 *
 * @spec CONF-19
 */
public final class Calibration {
    /** The largest factor. */
    public static final double MOST = 20;
    /** The smallest factor other than 1. */
    static final double TOLERATED = 1.5;
    /** Duration of the computation in nanoseconds where the factor is 1. A server of 2020 without other load needs 50 ms. */
    static final long WORK_NANOS = 80_000_000;
    /** Duration of a ping in nanoseconds where the factor is 1. A pipe needs a hundredth of this. */
    static final long PING_NANOS = 10_000_000;
    /** Number of pings that are measured. */
    static final int PINGS = 5;
    private static final int WORK_STEPS = 30_000_000;

    private final LongSupplier clock;
    private final Runnable work;
    private volatile long result;

    /** A calibration by the clock of the machine. */
    public Calibration() {
        this(System::nanoTime, null);
    }

    /**
     * @param clock in nanoseconds
     * @param work the computation that is measured; null for that of this class
     */
    Calibration(LongSupplier clock, @Nullable Runnable work) {
        this.clock = clock;
        this.work = work == null ? this::compute : work;
    }

    /** Measures the computation, before an agent is started. */
    public double ofComputation() {
        return factor(measure(work), WORK_NANOS);
    }

    /**
     * Measures pings.
     *
     * @param ping one exchange with an agent that is already started
     */
    public double ofPings(Runnable ping) {
        long[] nanos = new long[PINGS];
        for (int k = 0; k < PINGS; k++) {
            nanos[k] = measure(ping);
        }
        Arrays.sort(nanos);
        return factor(nanos[PINGS / 2], PING_NANOS);
    }

    /**
     * Multiplies the time limits of a pool, before its first case.
     *
     * @param given the factor that the user set; null to measure it
     * @return the factor
     * @throws dev.jetvm.conformance.session.VerdictError if the implementation cannot be started or does not answer
     */
    public double limit(AgentPool pool, @Nullable Double given) {
        Budgets budgets = pool.options().budgets();
        double factor = given == null ? ofComputation() : given;
        if (factor > 1) {
            pool.limit(budgets.scaled(factor));
        }
        if (given != null) {
            return factor;
        }
        pool.hello();
        double seen = ofPings(pool::ping);
        if (seen > factor) {
            pool.limit(budgets.scaled(seen));
        }
        return Math.max(factor, seen);
    }

    private long measure(Runnable task) {
        long start = clock.getAsLong();
        task.run();
        return clock.getAsLong() - start;
    }

    private static double factor(long nanos, long allowed) {
        double ratio = Math.ceil(10.0 * nanos / allowed) / 10;
        return ratio < TOLERATED ? 1 : Math.min(ratio, MOST);
    }

    private void compute() {
        long state = 0x9E3779B97F4A7C15L;
        for (int k = 0; k < WORK_STEPS; k++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        result = state;
    }
}
