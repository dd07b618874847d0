package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.sched.PriorityStrategy;
import dev.jetvm.runtime.sched.RandomStrategy;
import dev.jetvm.runtime.sched.StayingStrategy;
import dev.jetvm.runtime.sched.Strategy;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a machine.
 *
 * @param stack {@code scheduler.stack_size}: size of the first segment of the stack of a task in bytes; 1 KiB to 1 GiB,
 *         default 64 KiB
 * @param maxStack {@code scheduler.max_stack_size}: size limit of the stack of a task, in bytes over all segments; 64 KiB to 1 GiB,
 *         default 8 MiB; the limits of a single run may be lower, see {@link #limited}
 * @param maxFrames {@code vm.max_frames}: limit of the number of frames of a task; 1 to 2^24, default 2^20
 * @param caches {@code vm.caches}: whether instructions record feedback; default true
 * @param virtualTime {@code scheduler.time}: whether time passes only when no task can run; {@code system} or
 *         {@code virtual}, default {@code system}
 * @param seed {@code scheduler.seed}: seed of the choices of the scheduler
 * @param schedule {@code scheduler.schedule}: {@code threads}, the default, or for a controlled run {@code random},
 *         {@code pct:D} with 1 to 100 for D, or {@code dfs}; null for threads
 * @param lifecycle how a run begins and ends
 * @spec HEAP-29
 * @spec CFG-06
 * @spec CFG-07
 * @spec ERR-113
 */
public record VmOptions(long stack, long maxStack, int maxFrames, boolean caches, boolean virtualTime, long seed,
        @Nullable Supplier<Strategy> schedule, LifecycleOptions lifecycle) {
    /** Least size of a first segment. */
    public static final long SEGMENT_LEAST = 1024;
    public static final long STACK_LEAST = 64 * 1024;
    public static final long STACK_MOST = 1L << 30;
    public static final int FRAMES_MOST = 1 << 24;
    private static final String STACK = "scheduler.stack_size";
    private static final String MAX_STACK = "scheduler.max_stack_size";
    private static final String MAX_FRAMES = "vm.max_frames";
    private static final String CACHES = "vm.caches";
    private static final String TIME = "scheduler.time";
    private static final String SCHEDULE = "scheduler.schedule";
    private static final String SEED = "scheduler.seed";
    /** Names of the options that {@link #of} reads. */
    public static final Set<String> NAMES = Stream.concat(LifecycleOptions.NAMES.stream(),
            Stream.of(STACK, MAX_STACK, MAX_FRAMES, CACHES, TIME, SEED, SCHEDULE))
            .collect(Collectors.toUnmodifiableSet());

    public static VmOptions defaults() {
        return new VmOptions(64L << 10, 8L << 20, 1 << 20, true, false, 1, null, LifecycleOptions.defaults());
    }

    /**
     * Returns the default options with some of them replaced.
     *
     * @param options values by name; options of other chapters are ignored
     * @throws RejectException invalid {@code option-value}, {@code option-conflict}
     */
    public static VmOptions of(Map<String, String> options) {
        VmOptions base = defaults();
        long seed = OptionValues.number(options, SEED, base.seed, 0, Long.MAX_VALUE);
        long stack = OptionValues.number(options, STACK, base.stack, SEGMENT_LEAST, STACK_MOST);
        long maxStack = OptionValues.number(options, MAX_STACK, base.maxStack, STACK_LEAST, STACK_MOST);
        if (maxStack < stack) {
            throw RejectException.invalid("option-conflict", MAX_STACK + " is below " + STACK);
        }
        return new VmOptions(stack, maxStack,
                (int) OptionValues.number(options, MAX_FRAMES, base.maxFrames, 1, FRAMES_MOST),
                OptionValues.truth(options, CACHES, base.caches),
                OptionValues.choice(options, TIME, "system", "virtual"),
                seed, schedule(options.getOrDefault(SCHEDULE, "threads"), seed),
                LifecycleOptions.of(options));
    }

    private static @Nullable Supplier<Strategy> schedule(String text, long seed) {
        OptionalInt depth = PriorityStrategy.depth(text);
        if (depth.isPresent()) {
            return () -> new PriorityStrategy(depth.getAsInt(), PriorityStrategy.STEPS, seed);
        }
        return switch (text) {
            case "threads" -> null;
            case "random" -> () -> new RandomStrategy(seed);
            case "dfs" -> StayingStrategy::new;
            default -> throw RejectException.invalid("option-value",
                    SCHEDULE + " is threads, random, pct:1 to pct:100, or dfs, not " + text);
        };
    }

    /** Returns these options with other limits. */
    public VmOptions limited(long bytes, int frames) {
        return new VmOptions(stack, bytes, frames, caches, virtualTime, seed, schedule, lifecycle);
    }

    /** Returns these options with a schedule. */
    public VmOptions scheduled(Supplier<Strategy> strategy) {
        return new VmOptions(stack, maxStack, maxFrames, caches, virtualTime, seed, strategy, lifecycle);
    }

    public int stackWords() {
        return (int) (stack / Long.BYTES);
    }

    public int maxStackWords() {
        return (int) (maxStack / Long.BYTES);
    }
}
