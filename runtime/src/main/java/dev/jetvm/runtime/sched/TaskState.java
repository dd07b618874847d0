package dev.jetvm.runtime.sched;

import java.util.Locale;

/**
 * The state of a task for the scheduler. A blocked task waits for an event that its {@link Waiter} names; a parked task
 * waits for an explicit wake-up.
 *
 * <pre>
 * NEW -> READY -> RUNNING -> READY | BLOCKED | PARKED | DEAD
 * BLOCKED | PARKED -> READY
 * </pre>
 *
 * @spec SCHED-08
 * @spec ERR-100
 */
public enum TaskState {
    NEW, READY, RUNNING, BLOCKED, PARKED, DEAD;

    /** Returns whether a task may change from this state to another one. */
    public boolean leadsTo(TaskState next) {
        return switch (this) {
            case NEW, BLOCKED, PARKED -> next == READY;
            case READY -> next == RUNNING;
            case RUNNING -> next != NEW && next != RUNNING;
            case DEAD -> false;
        };
    }

    /** Returns the name for programs and reports. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
