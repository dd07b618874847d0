package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.interp.Access;
import dev.jetvm.vm.interp.StepObserver;
import dev.jetvm.vm.interp.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A depth-first enumeration of schedules. With reduction, of the schedules that differ only in the order of steps that
 * do not conflict, at least one is executed completely: dynamic partial-order reduction with source sets and sleep sets,
 * algorithm 1 of P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas, Optimal Dynamic Partial Order Reduction, POPL 2014.
 *
 * <p>Each run repeats the choices of the present path and extends it. After a step, the search looks for earlier steps
 * that conflict with it and are not ordered before it by others. At the choice before such a step another task has to be
 * tried, one that leads to the other order. A task whose step was tried sleeps at its node, and below it until a step
 * conflicts with its own.
 *
 * @spec SCHED-29
 */
final class Search implements Strategy, StepObserver {

    /** Ends a run early. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut(String message) {
            super(message, null, false, false);
        }
    }

    private final boolean reduced;
    private final long stepLimit;
    private final List<Node> path = new ArrayList<>();
    /** The number of nodes that the present run repeats. */
    private int repeated;
    /** The number of steps that the present run has executed. */
    private int step;
    private int epoch;
    private Clocks clocks = new Clocks();
    /** The last step of each task in the present run. */
    private final Map<Long, Integer> latest = new HashMap<>();
    /** The step that created each task. */
    private final Map<Long, Integer> born = new HashMap<>();
    private boolean tooLong;
    private boolean unsteady;

    /** @param stepLimit length at which a run is given up */
    Search(boolean reduced, long stepLimit) {
        this.reduced = reduced;
        this.stepLimit = stepLimit;
    }

    // --- runs ---

    /** Prepares the next run. */
    void begin() {
        repeated = path.size();
        step = 0;
        epoch = 0;
        clocks = new Clocks();
        latest.clear();
        born.clear();
    }

    /** Moves to the next path. @return false if every path was tried */
    boolean advance() {
        while (!path.isEmpty()) {
            if (path.getLast().advance()) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    /** Returns the choices of the present run. */
    Schedule schedule() {
        Map<Long, List<Integer>> picks = new HashMap<>();
        List<Node> nodes = path.subList(0, step);
        nodes.stream().filter(node -> node.picks > 1)
                .forEach(node -> picks.computeIfAbsent(node.chosen, _ -> new ArrayList<>()).add(node.pick));
        return new Schedule(nodes.stream().map(node -> node.chosen).toList(), picks);
    }

    /** Returns whether a run was given up because of its length. */
    boolean wasTooLong() {
        return tooLong;
    }

    /** Returns whether a repeated part of a run differed from its first execution. */
    boolean wasUnsteady() {
        return unsteady;
    }

    // --- choices ---

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        if (step >= stepLimit) {
            tooLong = true;
            throw new Cut("more than " + stepLimit + " steps");
        }
        List<Long> numbers = ready.stream().map(ScheduledTask::id).toList();
        numbers.forEach(task -> born.putIfAbsent(task, step - 1));
        if (step == path.size()) {
            path.add(extend(numbers, last));
        } else if (!path.get(step).ready.equals(numbers)) {
            unsteady = true;
            throw new Cut("the program does not repeat itself");
        }
        long chosen = path.get(step).chosen;
        return ready.stream().filter(task -> task.id() == chosen).findFirst().orElseThrow();
    }

    /** A step has at most one choice by chance. All are tried, before another task is at this node. */
    @Override
    public int pick(int choices) {
        Node node = path.get(step);
        node.picks = choices;
        return node.pick;
    }

    private Node extend(List<Long> ready, @Nullable ScheduledTask last) {
        Node node = new Node(ready, epoch);
        if (reduced && step > 0) {
            Node before = path.get(step - 1);
            before.asleep.forEach((task, access) -> {
                if (task != before.chosen && !access.conflicts(access(step - 1))) {
                    node.asleep.put(task, access);
                }
            });
        }
        List<Long> awake = ready.stream().filter(task -> !node.asleep.containsKey(task)).toList();
        if (awake.isEmpty()) {
            throw new Cut("an equivalent schedule was executed before");
        }
        node.chosen = first(awake, last);
        node.wanted.add(node.chosen);
        if (!reduced) {
            node.wanted.addAll(ready);
        }
        return node;
    }

    /** Prefers the task of the last step, unless that step was only an offer to let others run. */
    private long first(List<Long> awake, @Nullable ScheduledTask last) {
        if (last == null) {
            return awake.getFirst();
        }
        if (awake.contains(last.id()) && !access(step - 1).isOffer()) {
            return last.id();
        }
        return awake.stream().filter(task -> task > last.id()).findFirst().orElse(awake.getFirst());
    }

    private Access access(int of) {
        return Objects.requireNonNull(path.get(of).access);
    }

    @Override
    public void quiescent() {
        epoch++;
    }

    // --- steps ---

    @Override
    public void stepped(Task task, Task.@Nullable Place place, Access access) {
        Node node = path.get(step);
        boolean fresh = step >= repeated - 1;
        node.access = access;
        order(node, task.id(), fresh && reduced);
        latest.put(task.id(), step);
        step++;
    }

    /** Computes what happened before the present step, and asks for the other order of what races with it. */
    private void order(Node node, long task, boolean fresh) {
        int[] clock = {};
        Integer previous = latest.get(task);
        if (previous != null) {
            clock = path.get(previous).clock;
        }
        int creator = born.getOrDefault(task, -1);
        if (creator >= 0) {
            clock = Clocks.join(clock, path.get(creator).clock);
        }
        for (int k = step - 1; k >= 0; k--) {
            Node other = path.get(k);
            if (clocks.contains(clock, other.chosen, k)) {
                continue;
            }
            boolean separated = other.epoch != node.epoch;
            if (separated || access(k).conflicts(access(step))) {
                if (fresh && !separated && isReversible(k, task)) {
                    reverse(k, task);
                }
                clock = Clocks.join(clock, other.clock);
            }
        }
        node.clock = clocks.tick(clock, task, step);
    }

    /** A step that made a task ready cannot come after what the task did then. */
    private boolean isReversible(int earlier, long task) {
        if (path.get(earlier).ready.contains(task)) {
            return true;
        }
        return earlier + 1 < step && !path.get(earlier + 1).ready.contains(task);
    }

    /**
     * Wants a task at the choice before an earlier step, such that the present step can come first. The steps between
     * the two that did not happen after the earlier one would come before it too; the first of them, or the task of the
     * present step, leads there.
     */
    private void reverse(int earlier, long task) {
        Node node = path.get(earlier);
        Map<Long, Integer> firsts = new LinkedHashMap<>();
        List<Integer> independent = new ArrayList<>();
        for (int k = earlier + 1; k < step; k++) {
            if (!clocks.contains(path.get(k).clock, node.chosen, earlier)) {
                independent.add(k);
                firsts.putIfAbsent(path.get(k).chosen, k);
            }
        }
        List<Long> initials = new ArrayList<>();
        firsts.forEach((other, first) -> {
            if (independent.stream().noneMatch(
                    k -> k < first && clocks.contains(path.get(first).clock, path.get(k).chosen, k))) {
                initials.add(other);
            }
        });
        if (!firsts.containsKey(task) && independent.stream().noneMatch(k -> isBefore(k, task))) {
            initials.add(task);
        }
        initials.retainAll(node.ready);
        if (initials.isEmpty()) {
            node.wanted.addAll(node.ready);
        } else if (initials.stream().noneMatch(node.wanted::contains)) {
            node.wanted.add(initials.contains(task) ? Long.valueOf(task) : initials.getFirst());
        }
    }

    /** Returns whether an earlier step happened before the present one, whose clock is not complete yet. */
    private boolean isBefore(int earlier, long task) {
        if (access(earlier).conflicts(access(step))) {
            return true;
        }
        for (int k = earlier + 1; k < step; k++) {
            Node between = path.get(k);
            if (clocks.contains(between.clock, path.get(earlier).chosen, earlier)
                    && (between.chosen == task || access(k).conflicts(access(step)))) {
                return true;
            }
        }
        int creator = born.getOrDefault(task, -1);
        return creator >= 0 && clocks.contains(path.get(creator).clock, path.get(earlier).chosen, earlier);
    }
}
