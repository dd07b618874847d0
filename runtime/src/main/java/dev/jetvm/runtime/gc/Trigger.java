package dev.jetvm.runtime.gc;

/**
 * When a full collection starts: use has reached a percentage of the target. The target begins at the initial size and
 * becomes twice the live bytes, within the maximum, after each full collection.
 *
 * <p>If the live bytes alone exceed the percentage, half of what is left of the target has to be allocated first: a
 * nearly full heap would otherwise be collected at every block.
 *
 * @spec GC-09
 * @spec HEAP-20
 * @spec ERR-018
 * @spec GC-18
 */
final class Trigger {
    private static final int GROWTH = 2;

    private final HeapOptions options;
    private volatile long target;
    private volatile long limit;

    Trigger(HeapOptions options) {
        this.options = options;
        this.target = options.initialSize();
        this.limit = percentage();
    }

    private long percentage() {
        return Math.ceilDiv(Math.multiplyHigh(target, options.threshold()) != 0
                ? Long.MAX_VALUE
                : target * options.threshold(), 100);
    }

    boolean isReached(long used) {
        return used >= limit;
    }

    void afterFull(long live) {
        long next = Math.max(options.initialSize(), live * GROWTH);
        target = options.maxSize() == 0 ? next : Math.min(next, options.maxSize());
        limit = Math.max(percentage(), live + Math.max(1, (target - live) / 2));
    }

    long target() {
        return target;
    }
}
