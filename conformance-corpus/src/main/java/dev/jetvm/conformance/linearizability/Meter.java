package dev.jetvm.conformance.linearizability;

import org.jspecify.annotations.Nullable;

/** Counts what a check spends, and says when a limit is reached. */
final class Meter {
    /** Steps of a search between two looks at the clock: a power of two. */
    private static final int PERIOD = 1 << 10;
    private static final long TELL_NANOS = 100_000_000;

    private final Limits limits;
    private final long deadline;
    private String activity = "";
    private long told = System.nanoTime();
    private long configurations;
    private long bytes;
    private int steps;
    private @Nullable String spent;

    Meter(Limits limits) {
        this.limits = limits;
        deadline = System.nanoTime() + Math.min(limits.time().toNanos(), Long.MAX_VALUE / 4);
    }

    void begin(String what) {
        activity = what;
    }

    /** A new search begins, and the memory of the one before is free. */
    void search() {
        bytes = 0;
        if (spent != null && System.nanoTime() < deadline) {
            spent = null;
        }
    }

    void remember(long size) {
        configurations++;
        bytes += size;
    }

    long configurations() {
        return configurations;
    }

    /** Whether the search may go on. */
    boolean allows(int ordered, int operations) {
        if (bytes > limits.memory()) {
            spent = "the memory of %,d MiB is used up by %,d configurations; allow more with --memory"
                    .formatted(limits.memory() >> 20, configurations);
            return false;
        }
        if ((++steps & PERIOD - 1) != 0) {
            return true;
        }
        long now = System.nanoTime();
        if (now > deadline) {
            spent = "the time limit of %d s passed after %,d configurations; allow more with --time-limit"
                    .formatted(limits.time().toSeconds(), configurations);
            return false;
        }
        if (now - told > TELL_NANOS) {
            told = now;
            limits.listener().at(new Limits.Moment(activity, ordered, operations, configurations));
        }
        return true;
    }

    /** Which limit was reached; empty if none. */
    String spent() {
        return spent == null ? "" : spent;
    }
}
