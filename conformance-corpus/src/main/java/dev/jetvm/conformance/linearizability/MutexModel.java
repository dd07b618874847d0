package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A lock that one thread holds at a time. The state is the holder, or nothing.
 *
 * @param owned whether only the holder may release it
 */
record MutexModel(boolean owned) implements Model<String> {
    private static final String FREE = "";

    @Override
    public Set<String> operations() {
        return Set.of("acquire", "lock", "tryAcquire", "tryLock", "release", "unlock");
    }

    @Override
    public String initial() {
        return FREE;
    }

    @Override
    public List<Step<String>> steps(String holder, Operation operation) {
        boolean free = holder.equals(FREE);
        String thread = owned ? operation.thread() : "held";
        return switch (operation.name()) {
            case "acquire", "lock" -> free ? List.of(Step.done(thread)) : List.of();
            case "tryAcquire", "tryLock" -> List.of(free ? Step.done(thread) : Step.outcome(holder, Outcomes.FAIL));
            case "release", "unlock" -> List.of(!free && holder.equals(thread)
                    ? Step.done(FREE)
                    : Step.outcome(holder, Outcomes.FAIL));
            default -> throw Arguments.unknown(operation);
        };
    }

    private static boolean failed(Operation operation) {
        return operation.outcome().equals(Outcomes.FAIL) || operation.result().equals(false);
    }

    @Override
    public boolean reads(Operation operation) {
        return failed(operation);
    }

    @Override
    public boolean looksAtThread() {
        return owned;
    }

    @Override
    public String show(String holder) {
        return holder.equals(FREE) ? "free" : owned ? "held by " + holder : "held";
    }

    /**
     * What a thread acquires it releases next: both go together. All operations of a thread do if one has no answer or two
     * overlap, since it is not certain then what a release refers to. Attempts that failed depend on all others.
     */
    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        Set<String> uncertain = uncertain(all);
        Map<Integer, Object> labels = new HashMap<>();
        Map<String, Integer> sections = new HashMap<>();
        for (Operation each : all) {
            if (owned && !failed(each)) {
                boolean release = each.name().equals("release") || each.name().equals("unlock");
                int section = sections.merge(each.thread(), release ? 0 : 1, Integer::sum);
                labels.put(each.index(), each.thread() + (uncertain.contains(each.thread()) ? "" : "#" + section));
            }
        }
        return operation -> List.of(labels.getOrDefault(operation.index(), ALL));
    }

    /** The threads of which an operation begins before the one before has ended. */
    private static Set<String> uncertain(List<Operation> all) {
        Set<String> threads = new HashSet<>();
        Map<String, Integer> ends = new HashMap<>();
        for (Operation each : all) {
            if (each.pending() || each.start() < ends.getOrDefault(each.thread(), -1)) {
                threads.add(each.thread());
            }
            ends.merge(each.thread(), each.end(), Math::max);
        }
        return threads;
    }
}
