package dev.jetvm.vm.interp;

import org.jspecify.annotations.Nullable;

/** Learns what the steps of a controlled run do. A strategy that implements it is informed. */
public interface StepObserver {
    /**
     * A step was executed.
     *
     * @param place where its last instruction is, or null where the task had no frame
     * @param access what it touched
     */
    void stepped(Task task, Task.@Nullable Place place, Access access);
}
