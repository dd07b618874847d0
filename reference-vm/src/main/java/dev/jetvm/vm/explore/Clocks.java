package dev.jetvm.vm.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Vector clocks of the steps of a run. The entry of a task is the number of its last step that happened before.
 *
 * <p>Source: F. Mattern, Virtual Time and Global States of Distributed Systems, 1989.
 */
final class Clocks {
    private final Map<Long, Integer> places = new HashMap<>();

    /** Returns the place of a task in every clock. */
    int place(long task) {
        return places.computeIfAbsent(task, _ -> places.size());
    }

    /** Returns whether a step of a task is before or in a clock. @param step number of the step in the run, from 0 */
    boolean contains(int[] clock, long task, int step) {
        int place = place(task);
        return place < clock.length && clock[place] > step;
    }

    /** Returns the later of each entry. */
    static int[] join(int[] one, int[] other) {
        int[] joined = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int k = 0; k < other.length; k++) {
            joined[k] = Math.max(joined[k], other[k]);
        }
        return joined;
    }

    /** Returns the clock with a step of a task. */
    int[] tick(int[] clock, long task, int step) {
        int place = place(task);
        int[] ticked = Arrays.copyOf(clock, Math.max(clock.length, place + 1));
        ticked[place] = step + 1;
        return ticked;
    }
}
