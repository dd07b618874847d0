package dev.jetvm.runtime.sched;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a task go on while it can, then the ready task with the next higher number, around the end. Nothing is preempted:
 * the first schedule of a depth-first enumeration.
 */
public final class StayingStrategy implements Strategy {
    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        if (last == null || ready.contains(last)) {
            return last == null ? ready.getFirst() : last;
        }
        return ready.stream().filter(task -> task.id() > last.id()).findFirst().orElse(ready.getFirst());
    }
}
