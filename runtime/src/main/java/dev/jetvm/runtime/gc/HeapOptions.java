package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.panic.RejectException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options of the heap and its collector. All sizes are in bytes.
 *
 * @param initialSize {@code heap.initial_size}: the target size from which the first full-collection trigger is derived
 * @param maxSize {@code heap.max_size}: 0 means no limit
 * @param nurserySize {@code gc.nursery_size}: upper bound per worker; see {@link #effectiveNursery}
 * @param threshold {@code gc.collection_threshold}: percent of the target at which a full collection starts
 * @param workers {@code scheduler.threads}: 1 to 1024
 * @param enabled {@code gc.enabled}: false disables all collections
 * @param parallel {@code gc.parallel}: the number of marking threads, 1 to 1024
 * @param log {@code gc.log}: whether each collection writes a line to standard error
 * @param counting {@code gc.counting}: whether references to acyclic objects are counted
 * @param countLimit {@code gc.count_limit}: the value at which a strong count saturates, at least 1
 * @param stress {@code gc.stress}: the active stress modes
 * @param seed the seed of the random choices of stress modes
 * @spec CFG-01
 * @spec CFG-02
 * @spec CFG-03
 * @spec CFG-04
 * @spec CFG-05
 * @spec CFG-09a
 * @spec HEAP-19
 * @spec HEAP-20
 * @spec HEAP-21
 * @spec GC-09
 * @spec GC-20
 */
public record HeapOptions(long initialSize, long maxSize, long nurserySize, int threshold, int workers,
        boolean enabled, int parallel, boolean log, boolean counting, long countLimit, Set<StressMode> stress,
        long seed) {
    private static final long MB = 1 << 20;
    private static final int WORKERS_MAX = 1024;

    /** Returns the defaults: 256 MB initial size, no maximum, 32 MB nursery, 70 percent, one marking thread. */
    public static HeapOptions defaults() {
        return new HeapOptions(256 * MB, 0, 32 * MB, 70, Runtime.getRuntime().availableProcessors(), true, 1, false,
                true, HeaderConstants.STRONG_MAX, Set.of(), 0);
    }

    /**
     * Returns the default options with some options replaced.
     *
     * @param options values by option name; options of other chapters are ignored
     * @throws RejectException invalid: {@code option-value}, {@code option-conflict}
     */
    public static HeapOptions of(Map<String, String> options, long seed) {
        HeapOptions base = defaults();
        OptionReader in = new OptionReader(options);
        HeapOptions set = new HeapOptions(in.size("heap.initial_size", base.initialSize),
                in.size("heap.max_size", base.maxSize), in.size("gc.nursery_size", base.nurserySize),
                in.number("gc.collection_threshold", base.threshold, 1, 100),
                in.number("scheduler.threads", base.workers, 1, WORKERS_MAX), in.truth("gc.enabled", base.enabled),
                in.number("gc.parallel", base.parallel, 1, WORKERS_MAX), in.truth("gc.log", base.log),
                in.truth("gc.counting", base.counting),
                in.number("gc.count_limit", (int) Math.min(base.countLimit, Integer.MAX_VALUE), 1, Integer.MAX_VALUE),
                stress(in), seed);
        HeapOptions whole = options.containsKey("gc.count_limit") ? set : set.withCountLimit(base.countLimit);
        if (whole.maxSize != 0 && whole.maxSize < whole.initialSize) {
            throw RejectException.invalid("option-conflict", "heap.max_size is below heap.initial_size");
        }
        return whole;
    }

    private HeapOptions withCountLimit(long limit) {
        return new HeapOptions(initialSize, maxSize, nurserySize, threshold, workers, enabled, parallel, log,
                counting, limit, stress, seed);
    }

    private static Set<StressMode> stress(OptionReader in) {
        EnumSet<StressMode> modes = EnumSet.noneOf(StressMode.class);
        for (String word : in.words("gc.stress")) {
            modes.add(StressMode.ofWire(word)
                    .orElseThrow(() -> RejectException.invalid("option-value", "gc.stress has no mode " + word)));
        }
        return modes;
    }

    /**
     * Returns the nursery size of one worker in bytes: the lesser of {@code gc.nursery_size} and the worker's share of
     * a quarter of {@code heap.initial_size}, rounded down to whole blocks, at least one block.
     *
     * @spec HEAP-19
     */
    public long effectiveNursery() {
        long share = Math.min(nurserySize, initialSize / (4L * workers));
        return Math.max(1, share / HeapConstants.BLOCK_SIZE) * HeapConstants.BLOCK_SIZE;
    }

    /** Returns the value of every option except the seed, in the form that {@link #of} accepts. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("heap.initial_size", Long.toString(initialSize));
        texts.put("heap.max_size", Long.toString(maxSize));
        texts.put("gc.nursery_size", Long.toString(nurserySize));
        texts.put("gc.collection_threshold", Integer.toString(threshold));
        texts.put("scheduler.threads", Integer.toString(workers));
        texts.put("gc.enabled", Boolean.toString(enabled));
        texts.put("gc.parallel", Integer.toString(parallel));
        texts.put("gc.log", Boolean.toString(log));
        texts.put("gc.counting", Boolean.toString(counting));
        texts.put("gc.count_limit", Long.toString(countLimit));
        texts.put("gc.stress", stress.stream().map(StressMode::wire).collect(Collectors.joining(",")));
        return texts;
    }

    public boolean stresses(StressMode mode) {
        return stress.contains(mode);
    }
}
