package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reduces a history that is not linearizable to a small one that is not linearizable for the same reason.
 *
 * <p>Removing any operations would not do: without the enqueue of 1, a dequeue of 1 fails in a history that was
 * correct. So only removals are tried that keep every linearizable history linearizable, as the model promises for
 * operations with a common label ({@link Model#ties}) and for single reads. What still fails is then part of the fault
 * of the whole. Groups are removed by halves, quarters and so on (delta debugging: A. Zeller, R. Hildebrandt,
 * Simplifying and isolating failure-inducing input, TSE 28(2), 2002), until none can be left out.
 */
final class Shrinker<S> {
    private static final int TRIALS_MAX = 4000;

    private final Decision<S> decision;
    private int trials;

    Shrinker(Decision<S> decision) {
        this.decision = decision;
    }

    List<Operation> shrink(List<Operation> failing) {
        Model<S> model = decision.model();
        Function<Operation, Collection<Object>> ties = model.ties(failing);
        List<Operation> left = reduced(failing, components(failing, ties));
        List<Set<Integer>> reads = left.stream().filter(model::reads).map(operation -> Set.of(operation.index()))
                .toList();
        return reduced(left, reads);
    }

    /** What is to be said about the result; empty if it is complete. */
    String remark() {
        return trials < TRIALS_MAX
                ? ""
                : "It may have a smaller part that fails: shrinking was ended after "
                        + TRIALS_MAX + " attempts.";
    }

    /** Removes as many of the groups as possible, such that the rest still fails. */
    private List<Operation> reduced(List<Operation> operations, List<Set<Integer>> groups) {
        List<Operation> left = operations;
        List<Set<Integer>> kept = new ArrayList<>(groups);
        int size = Math.max(1, kept.size());
        while (!kept.isEmpty()) {
            boolean removed = false;
            for (int from = 0; from < kept.size() && trials < TRIALS_MAX;) {
                List<Set<Integer>> part = kept.subList(from, Math.min(kept.size(), from + size));
                List<Operation> rest = without(left, part);
                trials++;
                if (decision.fails(rest)) {
                    left = rest;
                    part.clear();
                    removed = true;
                } else {
                    from += size;
                }
            }
            if (size == 1 && !removed || trials >= TRIALS_MAX) {
                break;
            }
            size = Math.max(1, size / 2);
        }
        return left;
    }

    private static List<Operation> without(List<Operation> operations, List<Set<Integer>> groups) {
        Set<Integer> removed = new HashSet<>();
        groups.forEach(removed::addAll);
        return operations.stream().filter(operation -> !removed.contains(operation.index())).toList();
    }

    /**
     * The groups that can be removed: operations connected by labels, with the reads that have one of the labels. Reads do
     * not connect. A read with {@link Model#ALL} belongs to every group.
     */
    List<Set<Integer>> components(List<Operation> operations, Function<Operation, Collection<Object>> ties) {
        Partition<Object> connected = new Partition<>();
        List<Operation> reads = new ArrayList<>();
        Map<Integer, Object> labelOf = new LinkedHashMap<>();
        for (Operation each : operations) {
            if (decision.model().reads(each)) {
                reads.add(each);
            } else {
                Collection<Object> labels = ties.apply(each);
                connected.join(labels);
                labels.stream().findFirst().ifPresent(label -> labelOf.put(each.index(), label));
            }
        }
        Map<Object, Set<Integer>> groups = new LinkedHashMap<>();
        labelOf.forEach((index, label) -> {
            Object root = connected.root(label);
            groups.computeIfAbsent(root, _ -> new HashSet<>()).add(index);
        });
        for (Operation read : reads) {
            Collection<Object> labels = ties.apply(read);
            if (labels.contains(Model.ALL)) {
                groups.values().forEach(group -> group.add(read.index()));
            }
            labels.forEach(label -> {
                Set<Integer> group = groups.get(connected.root(label));
                if (group != null) {
                    group.add(read.index());
                }
            });
        }
        // If something is tied to all others, all are one group, and a history without operations does not fail.
        return groups.containsKey(connected.root(Model.ALL)) ? List.of() : List.copyOf(groups.values());
    }
}
