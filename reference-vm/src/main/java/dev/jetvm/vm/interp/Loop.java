package dev.jetvm.vm.interp;

/**
 * Carries instructions out: one at a time where somebody counts them or words are NaN boxes, otherwise as many as
 * {@link FastLoop} can.
 *
 * <p>Clauses: INTERP-01 to INTERP-13.
 */
final class Loop {
    private final Interpreter in;
    private final FrameStack stack;
    private final FastLoop fast;
    private final Steps steps;
    private long executedBefore;
    private long budget;
    private long left;
    private boolean counting;

    Loop(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
        this.fast = new FastLoop(in);
        this.steps = new Steps(in);
    }

    /** @param most at most so many instructions @param counted whether each is seen alone */
    void begin(long most, boolean counted) {
        executedBefore = executed();
        budget = most;
        left = most;
        counting = counted;
    }

    /** Whether the budget is spent. */
    boolean isSpent() {
        return left == 0;
    }

    /** Instructions that were carried out by counting runs. */
    long executed() {
        return executedBefore + budget - left;
    }

    /** Carries instructions out until the state is no longer RUNNING or the budget is spent. */
    void run() {
        stack.suspend(false);
        boolean hurries = !counting && in.values.tagged;
        try {
            do {
                if (hurries) {
                    Code code = stack.code();
                    if (code.fast == FastFunction.NONE) {
                        code.fast = FastTranslation.of(code);
                    }
                    fast.run();
                } else if (counting && left-- == 0) {
                    left = 0;
                    stack.suspend(true);
                    return;
                }
                stack.outgoing = 0;
                steps.execute(stack.code(), stack.next, stack.sp);
            } while (in.state() == Interpreter.State.RUNNING && !stack.isEmpty());
        } finally {
            stack.outgoing = 0;
        }
    }
}
