package dev.jetvm.vm.interp;

/**
 * Executes instructions of the task of a worker: where they are not counted, the engine of the machine what it can and the
 * plain engine the rest; where they are counted, the plain engine each of them.
 *
 * @spec INTERP-01
 * @spec INTERP-13
 * @spec INTERP-13a
 */
final class Loop {
    private final Worker in;
    private final Engine engine;
    private final PlainEngine plain;
    private long budget;
    private long left;
    private boolean counting;

    Loop(Worker in) {
        this.in = in;
        this.engine = in.vm.engines().create(in);
        this.plain = new PlainEngine(in);
    }

    /** @param most at most so many instructions @param counted whether each is executed by itself and counted */
    void begin(long most, boolean counted) {
        budget = most;
        left = most;
        counting = counted;
    }

    /** Whether the budget is spent. */
    boolean isSpent() {
        return left == 0;
    }

    /** Instructions that were executed since {@link #begin}, if they are counted. */
    long executed() {
        return budget - left;
    }

    /** The last instruction had no effect and does not count. */
    void takeBack() {
        if (counting) {
            left++;
        }
    }

    /** Executes instructions until the task does not run any more, the budget is spent, or the worker is to yield. */
    void run() {
        FrameStack stack = in.stack;
        Task task = in.task;
        stack.suspend(false);
        boolean accelerated = !counting && engine != Engine.NONE;
        try {
            do {
                if (accelerated) {
                    engine.advance(stack);
                } else if (counting && left-- == 0) {
                    left = 0;
                    return;
                }
                plain.step(stack);
            } while (task.state() == Task.State.RUNNING && !stack.isEmpty() && !in.isAskedToYield());
        } finally {
            stack.outgoing = 0;
        }
    }
}
