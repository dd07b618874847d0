package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.ScheduledTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A depth-first enumeration, without reduction, of the schedules with at most so many preemptions: M. Musuvathi, S. Qadeer,
 * Iterative Context Bounding for Systematic Testing of Multithreaded Programs, PLDI 2007.
 */
final class BoundedSearch extends Preempting {
    /** A place with several alternatives: the one that is taken, and their number. */
    private static final class Choice {
        final int alternatives;
        int taken;

        Choice(int alternatives) {
            this.alternatives = alternatives;
        }
    }

    private final int bound;
    private final long stepLimit;
    private final List<Choice> path = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();
    private final Map<Long, List<Integer>> picks = new HashMap<>();
    private int depth;

    /** @param bound the greatest number of preemptions @param stepLimit length at which a run is given up */
    BoundedSearch(int bound, long stepLimit) {
        this.bound = bound;
        this.stepLimit = stepLimit;
    }

    @Override
    void begin() {
        super.begin();
        depth = 0;
        tasks.clear();
        picks.clear();
    }

    /** Moves to the next path. @return false if every path was tried */
    boolean advance() {
        while (!path.isEmpty()) {
            Choice last = path.getLast();
            if (++last.taken < last.alternatives) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    /** Returns the schedule of the run. */
    Schedule schedule() {
        return new Schedule(tasks, picks);
    }

    @Override
    ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last, boolean preempts) {
        if (tasks.size() >= stepLimit) {
            throw new Search.Cut("more than " + stepLimit + " steps");
        }
        List<ScheduledTask> order = new ArrayList<>(ready);
        if (last != null && order.remove(last)) {
            order.addFirst(last);
        }
        boolean stays = preempts && preemptions() >= bound;
        ScheduledTask chosen = order.get(stays || order.size() == 1 ? 0 : alternative(order.size()));
        tasks.add(chosen.id());
        return chosen;
    }

    @Override
    public int pick(int choices) {
        int picked = alternative(choices);
        picks.computeIfAbsent(tasks.getLast(), _ -> new ArrayList<>()).add(picked);
        return picked;
    }

    private int alternative(int alternatives) {
        if (depth == path.size()) {
            path.add(new Choice(alternatives));
        }
        return path.get(depth++).taken;
    }
}
