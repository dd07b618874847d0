package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock whose holder may reach safepoints. Who waits for it counts as blocked, so a collection never waits for him.
 */
final class MachineLock {
    private final ReentrantLock lock = new ReentrantLock();

    /** Takes the lock. A safepoint. */
    void lock(Mutator mutator) {
        if (!lock.tryLock()) {
            mutator.enterBlocked();
            lock.lock();
            mutator.leaveBlocked();
        }
    }

    void unlock() {
        lock.unlock();
    }
}
