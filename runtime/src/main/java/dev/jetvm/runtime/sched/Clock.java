package dev.jetvm.runtime.sched;

/**
 * The time of a machine in nanoseconds from an arbitrary origin. Nothing else in the scheduler reads a clock.
 *
 * @spec SCHED-10
 */
public interface Clock {
    /** Returns the present time, which never decreases. */
    long now();

    /** Returns the clock of the operating system. */
    static Clock system() {
        return System::nanoTime;
    }

    /** A clock that is moved to the nearest timer as soon as no task can run. */
    final class Virtual implements Clock {
        private volatile long now;

        @Override
        public long now() {
            return now;
        }

        void advance(long time) {
            now = Math.max(now, time);
        }
    }
}
