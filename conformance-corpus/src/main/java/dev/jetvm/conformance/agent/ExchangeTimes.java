package dev.jetvm.conformance.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How long the suite waited for its agents, by operation. Thread-safe. */
public final class ExchangeTimes {
    private final Map<String, Sum> sums = new ConcurrentHashMap<>();

    private final LongAdder queued = new LongAdder();

    private static final class Sum {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(long duration) {
            count.increment();
            nanos.add(duration);
        }

        Wait wait(String what) {
            return new Wait(what, count.sum(), nanos.sum() / 1e9);
        }
    }

    /**
     * The waits for one operation.
     *
     * @param count number of requests
     * @param seconds from the moment a request is sent until its answer is received, all requests together
     */
    public record Wait(String op, long count, double seconds) {}

    /** An answer to {@code op} was received. */
    void answered(String op, long nanos) {
        sums.computeIfAbsent(op, _ -> new Sum()).add(nanos);
    }

    /** A case waited for an agent that served another one. */
    void queued(long nanos) {
        queued.add(nanos);
    }

    /** How long cases waited for an agent that served another case, in seconds. */
    public double queuedSeconds() {
        return queued.sum() / 1e9;
    }

    /** The operations, longest wait first. That of {@code hello} contains most of the start of a process. */
    public List<Wait> byOperation() {
        return sums.entrySet().stream().map(entry -> entry.getValue().wait(entry.getKey()))
                .sorted(Comparator.comparingDouble(Wait::seconds).reversed().thenComparing(Wait::op)).toList();
    }
}
