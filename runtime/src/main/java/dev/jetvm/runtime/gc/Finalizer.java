package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.HeaderConstants;

/**
 * An action to run on an object after it has become unreachable.
 *
 * @param kind whether this is a finalizer or the destructor of the object's type
 * @param name the name in the log
 * @param priority 0 to 2^32-1, lower values first; 0 and not used for destructors
 * @param resurrect whether the body receives the object itself instead of a copy
 * @param body the action
 * @spec FIN-01
 * @spec FIN-12
 * @spec ERR-039
 */
public record Finalizer(Kind kind, String name, long priority, boolean resurrect, Body body) {
    /** The maximum priority, 2^32-1. */
    public static final long PRIORITY_MAX = HeaderConstants.STRONG_MAX;

    /** Distinguishes finalizers from destructors. */
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

    /** The code of a finalizer or destructor. It runs on a thread of the pool and may allocate, collect and panic. */
    @FunctionalInterface
    public interface Body {
        /**
         * Runs the action.
         *
         * @param mutator the mutator of the pool thread
         * @param self the temporary root that holds the object or its copy
         */
        void run(Mutator mutator, int self);
    }

    /** Creates a finalizer. */
    public static Finalizer of(String name, long priority, boolean resurrect, Body body) {
        return new Finalizer(Kind.FINALIZER, name, priority, resurrect, body);
    }

    /** Creates a destructor. Its body receives a copy, so the object cannot become reachable again. */
    public static Finalizer drop(String name, Body body) {
        return new Finalizer(Kind.DROP, name, 0, false, body);
    }

    /** Creates a destructor whose body receives the object itself, and must not make it reachable again. */
    public static Finalizer dropOfItself(String name, Body body) {
        return new Finalizer(Kind.DROP, name, 0, true, body);
    }

    /** The position within a batch, lower first: finalizers by priority, then destructors. */
    long rank() {
        return kind == Kind.DROP ? PRIORITY_MAX + 1 : priority;
    }
}
