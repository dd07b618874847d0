package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.StayingStrategy;
import dev.jetvm.runtime.sched.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as turns: runs of consecutive steps of one task. Used as a strategy it is a suggestion: a turn whose task
 * is not ready is left out or cut short, and at the end tasks go on while they can. Each task picks what it picked in another
 * schedule, as far as that is possible.
 */
final class Turns implements Strategy {

    /** Consecutive steps of a task. */
    record Turn(long task, int steps) {}

    private final List<Turn> turns;
    private final Strategy rest = new StayingStrategy();
    private final Schedule picks;
    private final Map<Long, Integer> picked = new HashMap<>();
    private long current;
    private int turn;
    private int done;

    /** @param picks the schedule whose picks are repeated */
    Turns(List<Turn> turns, Schedule picks) {
        this.turns = turns;
        this.picks = picks;
    }

    static List<Turn> of(Schedule schedule) {
        List<Turn> turns = new ArrayList<>();
        for (long task : schedule.tasks()) {
            if (!turns.isEmpty() && turns.getLast().task == task) {
                turns.add(new Turn(task, turns.removeLast().steps + 1));
            } else {
                turns.add(new Turn(task, 1));
            }
        }
        return turns;
    }

    @Override
    public int pick(int choices) {
        return Math.min(picks.pick(current, picked), choices - 1);
    }

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        ScheduledTask chosen = chosen(ready, last);
        current = chosen.id();
        return chosen;
    }

    private ScheduledTask chosen(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        while (turn < turns.size()) {
            Turn present = turns.get(turn);
            if (done < present.steps) {
                for (ScheduledTask task : ready) {
                    if (task.id() == present.task) {
                        done++;
                        return task;
                    }
                }
            }
            turn++;
            done = 0;
        }
        return rest.choose(ready, last);
    }
}
