package dev.jetvm.runtime.sched;

import java.util.Locale;

/**
 * What a suspended task waits for. A scope waits for its tasks as JOIN does.
 *
 * @spec SCHED-09
 */
public enum WaitReason {
    IO, CHANNEL, TIMER, JOIN, SELECT, PARK;

    /** Returns the state of a task that waits for this. */
    TaskState state() {
        return this == PARK ? TaskState.PARKED : TaskState.BLOCKED;
    }

    /** Returns the name for programs and reports. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
