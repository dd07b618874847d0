package dev.jetvm.vm.explore;

import dev.jetvm.vm.interp.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** A choice of the schedule that is being explored: what was ready, what was chosen, what is still to be tried. */
final class Node {
    /** The tasks that were ready, by ascending number. */
    final List<Long> ready;
    /** The number of times that no task could run before this choice. */
    final int epoch;
    /** Tasks that have to be tried here. */
    final SequencedSet<Long> wanted = new LinkedHashSet<>();
    /** Tasks whose next step need not be tried here, and what that step touches. */
    final Map<Long, Access> asleep = new LinkedHashMap<>();
    /** The task that was chosen last. */
    long chosen;
    /** What its step picks where it chooses by chance. */
    int pick;
    /** The number of such choices that the step has; 1 if it does not choose. */
    int picks = 1;
    /** What its step touched; null while the step is executed. */
    @Nullable
    Access access;
    int[] clock = {};

    Node(List<Long> ready, int epoch) {
        this.ready = ready;
        this.epoch = epoch;
    }

    /** Ends the exploration of the present choice. @return whether there is another one, which is then chosen */
    boolean advance() {
        if (pick + 1 < picks) {
            pick++;
            return true;
        }
        pick = 0;
        picks = 1;
        if (access != null) {
            asleep.put(chosen, access);
        }
        access = null;
        for (long task : wanted) {
            if (!asleep.containsKey(task)) {
                chosen = task;
                return true;
            }
        }
        return false;
    }
}
