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
import java.util.regex.Pattern;
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
 * @spec HEAP-29
 * @spec CFG-06
 * @spec CFG-07
 * @spec ERR-113
 */
public record VmOptions(long stack, long maxStack, int maxFrames, boolean caches, boolean virtualTime, long seed,
        @Nullable Supplier<Strategy> schedule) {
    /** Least size of a first segment. */
    public static final long SEGMENT_LEAST = 1024;
    public static final long STACK_LEAST = 64 * 1024;
    public static final long STACK_MOST = 1L << 30;
    public static final int FRAMES_MOST = 1 << 24;
    /** ASCII digits only, few enough for a long. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final String STACK = "scheduler.stack_size";
    private static final String MAX_STACK = "scheduler.max_stack_size";
    private static final String MAX_FRAMES = "vm.max_frames";
    private static final String CACHES = "vm.caches";
    private static final String TIME = "scheduler.time";
    private static final String SCHEDULE = "scheduler.schedule";
    private static final String SEED = "scheduler.seed";
    /** Names of the options that {@link #of} reads. */
    public static final Set<String> NAMES = Set.of(STACK, MAX_STACK, MAX_FRAMES, CACHES, TIME, SEED,
            SCHEDULE);

    public static VmOptions defaults() {
        return new VmOptions(64L << 10, 8L << 20, 1 << 20, true, false, 1, null);
    }

    /**
     * Returns the default options with some of them replaced.
     *
     * @param options values by name; options of other chapters are ignored
     * @throws RejectException invalid {@code option-value}, {@code option-conflict}
     */
    public static VmOptions of(Map<String, String> options) {
        VmOptions base = defaults();
        long seed = number(options, SEED, base.seed, 0, Long.MAX_VALUE);
        long stack = number(options, STACK, base.stack, SEGMENT_LEAST, STACK_MOST);
        long maxStack = number(options, MAX_STACK, base.maxStack, STACK_LEAST, STACK_MOST);
        if (maxStack < stack) {
            throw RejectException.invalid("option-conflict", MAX_STACK + " is below " + STACK);
        }
        return new VmOptions(stack, maxStack,
                (int) number(options, MAX_FRAMES, base.maxFrames, 1, FRAMES_MOST),
                truth(options, CACHES, base.caches),
                isVirtual(options, base.virtualTime),
                seed, schedule(options.getOrDefault(SCHEDULE, "threads"), seed));
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

    private static long number(Map<String, String> options, String name, long otherwise, long least, long most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (DIGITS.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw RejectException.invalid("option-value", "%s is %d to %d, not %s".formatted(name, least, most, text));
    }

    private static boolean truth(Map<String, String> options, String name, boolean otherwise) {
        return switch (options.getOrDefault(name, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RejectException.invalid("option-value", name + " is true or false");
        };
    }

    private static boolean isVirtual(Map<String, String> options, boolean otherwise) {
        return switch (options.getOrDefault(TIME, otherwise ? "virtual" : "system")) {
            case "virtual" -> true;
            case "system" -> false;
            default -> throw RejectException.invalid("option-value", TIME + " is system or virtual");
        };
    }

    /** Returns these options with other limits. */
    public VmOptions limited(long bytes, int frames) {
        return new VmOptions(stack, bytes, frames, caches, virtualTime, seed, schedule);
    }

    /** Returns these options with a schedule. */
    public VmOptions scheduled(Supplier<Strategy> strategy) {
        return new VmOptions(stack, maxStack, maxFrames, caches, virtualTime, seed, strategy);
    }

    public int stackWords() {
        return (int) (stack / Long.BYTES);
    }

    public int maxStackWords() {
        return (int) (maxStack / Long.BYTES);
    }
}
