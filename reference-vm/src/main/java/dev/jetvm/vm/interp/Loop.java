package dev.jetvm.vm.interp;

/**
 * The instruction loop of a worker. Without an instruction count, the engine of the machine executes the instructions
 * that it supports and the plain engine executes the others. With a count, the plain engine executes every instruction.
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

    /** @param most instruction budget @param counted whether instructions are counted and executed individually */
    void begin(long most, boolean counted) {
        budget = most;
        left = most;
        counting = counted;
    }

    /** Returns whether the budget is spent. */
    boolean isSpent() {
        return left == 0;
    }

    /** Returns the number of instructions executed since {@link #begin}, if they are counted. */
    long executed() {
        return budget - left;
    }

    /** Excludes the last instruction, which had no effect, from the count. */
    void takeBack() {
        if (counting) {
            left++;
        }
    }

    /** Executes instructions until the task stops running, the budget is spent, or the worker is asked to yield. */
    void run() {
        FrameStack stack = in.stack;
        Task task = in.task;
        stack.suspend(false);
        boolean accelerated = !counting && engine != Engine.NONE;
        try {
            do {
                if (accelerated) {
                    if (!engine.advance(stack)) {
                        stack.outgoing = 0;
                        continue;
                    }
                } else if (counting && left-- == 0) {
                    left = 0;
                    return;
                }
                plain.step(stack);
            } while (task.status() == Task.Status.RUNNING && !stack.isEmpty() && !in.isAskedToYield());
        } finally {
            stack.outgoing = 0;
        }
    }
}
