package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.StayingStrategy;
import dev.jetvm.runtime.sched.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as turns: runs of consecutive steps of one task. Used as a strategy it is a suggestion: a turn whose task
 * is not ready is left out or cut short, and at the end tasks go on while they can.
 */
final class Turns implements Strategy {

    /** Consecutive steps of a task. */
    record Turn(long task, int steps) {}

    private final List<Turn> turns;
    private final Strategy rest = new StayingStrategy();
    private int turn;
    private int done;

    Turns(List<Turn> turns) {
        this.turns = turns;
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
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
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
