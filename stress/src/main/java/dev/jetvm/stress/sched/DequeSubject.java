package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.Steal;
import dev.jetvm.runtime.sched.WorkStealingDeque;

/** A deque of numbers above 0 for the tests: {@link #EMPTY} and {@link #CONTENDED} are the other results. */
public class DequeSubject {
    protected static final int EMPTY = 0;
    protected static final int CONTENDED = -1;

    private final WorkStealingDeque<Integer> deque = new WorkStealingDeque<>();

    protected final void push(int number) {
        deque.push(number);
    }

    protected final int pop() {
        Integer number = deque.pop();
        return number == null ? EMPTY : number;
    }

    protected final int steal() {
        return switch (deque.steal()) {
            case Steal.Taken<Integer>(Integer number) -> number;
            case Steal.Empty<Integer> _ -> EMPTY;
            case Steal.Contended<Integer> _ -> CONTENDED;
        };
    }
}
