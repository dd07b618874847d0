package dev.jetvm.runtime.sched;

/**
 * The answer to an attempt to steal. A worker must distinguish an empty deque, after which it may park, from a lost race,
 * after which it tries again.
 *
 * @param <T> the elements of the deque
 * @spec DEQ-06
 */
public sealed interface Steal<T> {

    /** The oldest element, which now belongs to the thief. */
    record Taken<T>(T element) implements Steal<T> {}

    /** The deque was empty at some moment of the attempt. */
    record Empty<T>() implements Steal<T> {}

    /** Another thread took the element that this thief had chosen. Nothing changed. */
    record Contended<T>() implements Steal<T> {}
}
