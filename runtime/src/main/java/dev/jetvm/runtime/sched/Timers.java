package dev.jetvm.runtime.sched;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Actions in the order of their deadlines; equal deadlines in the order of registration. The monitor is a leaf lock and
 * is not held while an action runs.
 *
 * @spec SCHED-10
 * @spec ERR-097
 */
public final class Timers {
    /** The time of a timer that never fires. */
    static final long NEVER = Long.MAX_VALUE;

    /** A registered action. */
    public final class Timer implements Comparable<Timer>, Waiter.Registry {
        private final long deadline;
        private final long order;
        private final Runnable action;

        private Timer(long deadline, long order, Runnable action) {
            this.deadline = deadline;
            this.order = order;
            this.action = action;
        }

        /** Registers the timer. */
        void start() {
            Timers.this.start(this);
        }

        /** Removes the timer; it does not fire any more. */
        public void cancel() {
            Timers.this.cancel(this);
        }

        @Override
        public void remove(Waiter waiter) {
            cancel();
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(deadline, other.deadline);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Clock clock;
    /** Deadlines are relative to this time, so that they compare even where the clock wraps. */
    private final long origin;
    @GuardedBy("this")
    private final TreeSet<Timer> timers = new TreeSet<>();
    @GuardedBy("this")
    private long registered;
    /** Threads that run actions of timers that they removed. */
    @GuardedBy("this")
    private int firing;
    private volatile long nearest = NEVER;

    Timers(Clock clock) {
        this.clock = clock;
        this.origin = clock.now();
    }

    /** Returns the time since the start, in nanoseconds. */
    public long now() {
        return clock.now() - origin;
    }

    /**
     * Registers an action.
     *
     * @param delay in nanoseconds, not negative; an end beyond 2^63 - 1 means that the timer never fires
     */
    public Timer after(long delay, Runnable action) {
        Timer timer = prepare(delay, action);
        timer.start();
        return timer;
    }

    /** Makes a timer as {@link #after} does, and does not register it. */
    synchronized Timer prepare(long delay, Runnable action) {
        long now = now();
        return new Timer(delay > NEVER - now ? NEVER : now + delay, registered++, action);
    }

    private synchronized void start(Timer timer) {
        timers.add(timer);
        refresh();
    }

    private synchronized void cancel(Timer timer) {
        timers.remove(timer);
        refresh();
    }

    /** Until the actions of due timers have run, a timer counts as due: the tasks that they wake are not ready yet. */
    @GuardedBy("this")
    private void refresh() {
        if (firing > 0) {
            nearest = 0;
        } else {
            nearest = timers.isEmpty() ? NEVER : timers.getFirst().deadline;
        }
    }

    /** Runs the actions that are due. @return how many */
    int fire() {
        if (untilNearest() > 0) {
            return 0;
        }
        List<Timer> due = takeDue();
        if (!due.isEmpty()) {
            due.forEach(timer -> timer.action.run());
            fired();
        }
        return due.size();
    }

    private synchronized List<Timer> takeDue() {
        List<Timer> due = new ArrayList<>();
        long now = now();
        while (!timers.isEmpty() && timers.getFirst().deadline <= now && timers.getFirst().deadline != NEVER) {
            due.add(timers.removeFirst());
        }
        firing += due.isEmpty() ? 0 : 1;
        refresh();
        return due;
    }

    private synchronized void fired() {
        firing--;
        refresh();
    }

    /** Returns the nanoseconds to the nearest timer, 0 if it is due, {@link #NEVER} if there is none that fires. */
    long untilNearest() {
        long at = nearest;
        return at == NEVER ? NEVER : Math.max(0, at - now());
    }

    /** Moves a virtual clock to the nearest timer. @return false if the clock is not virtual or there is no timer */
    boolean skip() {
        long at = nearest;
        if (at == NEVER || !(clock instanceof Clock.Virtual virtual)) {
            return false;
        }
        virtual.advance(at + origin);
        return true;
    }
}
