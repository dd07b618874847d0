package dev.jetvm.runtime.sched;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives each task a random priority and runs the ready task of the highest one. At {@code depth - 1} random steps the
 * task that was to go on gets a priority below all others. A failure that needs {@code depth} ordering constraints among
 * n tasks and k steps is found by a run with a probability of at least 1 / (n k^(depth - 1)): S. Burckhardt, P. Kothari,
 * M. Musuvathi, S. Nagarakatte, A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, ASPLOS 2010.
 */
public final class PriorityStrategy implements Strategy {
    /** The number of steps among which the changes lie, where the length of the run is not known. */
    public static final long STEPS = 1_000;

    private static final Pattern TEXT = Pattern.compile("pct:([1-9][0-9]?|100)");

    private final RandomGenerator random;
    private final long[] changes;
    private final Map<Long, Long> priorities = new HashMap<>();
    private long step;
    private long lowest;

    /**
     * @param depth number of ordering constraints, at least 1
     * @param steps the expected number of steps, at least 1
     */
    public PriorityStrategy(int depth, long steps, long seed) {
        this.random = new SplittableRandom(seed);
        this.changes = IntStream.range(1, depth).mapToLong(_ -> 1 + random.nextLong(steps)).sorted().toArray();
    }

    /** Returns the depth that an option names, {@code pct:D} with 1 to 100 for D; empty for any other text. */
    public static OptionalInt depth(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        ready.forEach(task -> priorities.computeIfAbsent(task.id(), _ -> random.nextLong(Long.MAX_VALUE)));
        step++;
        ScheduledTask chosen = highest(ready);
        for (long change : changes) {
            if (change == step) {
                priorities.put(chosen.id(), --lowest);
                chosen = highest(ready);
            }
        }
        return chosen;
    }

    @Override
    public int pick(int choices) {
        return random.nextInt(choices);
    }

    private ScheduledTask highest(List<ScheduledTask> ready) {
        ScheduledTask best = ready.getFirst();
        for (ScheduledTask task : ready) {
            if (priority(task) > priority(best)) {
                best = task;
            }
        }
        return best;
    }

    private long priority(ScheduledTask task) {
        return priorities.getOrDefault(task.id(), 0L);
    }
}
