package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.vm.explore.Turns.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a simpler schedule with the same outcome: one with fewer turns. It joins turns of a task, and keeps what
 * still leads to the outcome, until no two turns can be joined.
 */
final class Shrinker {
    /** The greatest number of runs for one schedule. */
    private static final int RUNS_MAX = 400;

    private final Trial trial;
    private int runs;

    Shrinker(Trial trial) {
        this.trial = trial;
    }

    /** Returns a schedule that leads to the outcome, with as few turns as were found. */
    Schedule shrink(ProgramOutcome outcome, Schedule schedule) {
        runs = 0;
        Schedule straight = attempt(outcome, List.of(), schedule);
        if (straight != null) {
            return straight;
        }
        Schedule best = schedule;
        boolean improved = true;
        while (improved) {
            Schedule better = joinOnce(outcome, best);
            improved = better != null;
            best = better == null ? best : better;
        }
        return best;
    }

    private @Nullable Schedule joinOnce(ProgramOutcome outcome, Schedule schedule) {
        List<Turn> turns = Turns.of(schedule);
        for (int first = 0; first < turns.size(); first++) {
            for (int second = first + 1; second < turns.size(); second++) {
                if (turns.get(second).task() != turns.get(first).task()) {
                    continue;
                }
                for (boolean early : new boolean[]{true, false}) {
                    Schedule joined = attempt(outcome, joined(turns, first, second, early), schedule);
                    if (joined != null) {
                        return joined;
                    }
                }
                break;
            }
        }
        return null;
    }

    private static List<Turn> joined(List<Turn> turns, int first, int second, boolean early) {
        List<Turn> joined = new ArrayList<>(turns);
        Turn both = new Turn(turns.get(first).task(), turns.get(first).steps() + turns.get(second).steps());
        joined.set(early ? first : second, both);
        joined.remove(early ? second : first);
        return joined;
    }

    /** Runs a suggestion with the picks of a schedule. @return its schedule, if it leads to the outcome in fewer turns */
    private @Nullable Schedule attempt(ProgramOutcome outcome, List<Turn> turns, Schedule present) {
        if (runs++ >= RUNS_MAX) {
            return null;
        }
        Schedule found = trial.leadsTo(outcome, new Turns(turns, present));
        return found != null && Turns.of(found).size() < Turns.of(present).size() ? found : null;
    }
}
