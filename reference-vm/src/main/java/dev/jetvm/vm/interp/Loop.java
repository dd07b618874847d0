package dev.jetvm.vm.interp;

/**
 * Executes instructions of the task of a worker: one at a time where they are counted or words are NaN boxes, otherwise as
 * many as {@link FastLoop} can.
 *
 * @spec INTERP-01
 * @spec INTERP-13
 * @spec INTERP-13a
 */
final class Loop {
    private final Worker in;
    private final FastLoop fast;
    private final PlainEngine plain;
    private long budget;
    private long left;
    private boolean counting;

    Loop(Worker in) {
        this.in = in;
        this.fast = new FastLoop(in);
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
        boolean useFast = !counting && in.values.tagged;
        try {
            do {
                if (useFast) {
                    Code code = stack.code();
                    if (code.fast == FastFunction.NONE) {
                        code.fast = FastTranslation.of(code);
                    }
                    fast.run();
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
