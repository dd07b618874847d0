package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.HeaderConstants;

/**
 * What has to happen with an object that the program can no longer reach.
 *
 * @param kind a finalizer, or the destructor of the object's type
 * @param name for the log
 * @param priority 0 to 2^32-1, lower first; destructors have none
 * @param resurrect whether the body gets the object itself, not a copy
 * @param body what is run
 * @spec FIN-01
 * @spec FIN-12
 * @spec ERR-039
 */
public record Finalizer(Kind kind, String name, long priority, boolean resurrect, Body body) {
    public static final long PRIORITY_MAX = HeaderConstants.STRONG_MAX;

    /** Which of the two it is. */
    public enum Kind {
        FINALIZER("finalizer"), DROP("drop");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** Runs on a thread of the pool; may allocate, collect and panic. */
    @FunctionalInterface
    public interface Body {
        /**
         * @param mutator the pool thread's own
         * @param self the temporary root that holds the object, or its copy
         */
        void run(Mutator mutator, int self);
    }

    /** A finalizer. */
    public static Finalizer of(String name, long priority, boolean resurrect, Body body) {
        return new Finalizer(Kind.FINALIZER, name, priority, resurrect, body);
    }

    /** A destructor. It sees a copy, so that nothing escapes from it. */
    public static Finalizer drop(String name, Body body) {
        return new Finalizer(Kind.DROP, name, 0, false, body);
    }

    /** Where it comes in its batch: finalizers by priority, then destructors. */
    long rank() {
        return kind == Kind.DROP ? PRIORITY_MAX + 1 : priority;
    }
}
