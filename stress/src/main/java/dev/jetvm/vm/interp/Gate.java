package dev.jetvm.vm.interp;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the two actors of a state begin together. Without it the actor with less to do would be many states ahead of
 * the other one.
 */
final class Gate {
    /** Iterations after which a waiting actor leaves its processor to others: the machine may be busy. */
    private static final int PATIENCE = 1000;

    private final AtomicInteger missing = new AtomicInteger(2);

    /** Waits for the other actor. */
    void pass() {
        missing.decrementAndGet();
        for (int k = 0; missing.get() > 0; k++) {
            if (k < PATIENCE) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /**
     * Waits for the other actor, and then a little longer from state to state, so that the actors meet at different
     * places.
     */
    void pass(Delay delay) {
        pass();
        delay.spin();
    }

    /** A time that differs from state to state. Used by one actor. */
    static final class Delay {
        private static final int STEP = 7;
        private final int most;
        private int spins;

        /** @param most greatest number of iterations */
        Delay(int most) {
            this.most = most;
        }

        private void spin() {
            spins = (spins + STEP) % most;
            for (int k = 0; k < spins; k++) {
                Thread.onSpinWait();
            }
        }
    }
}
