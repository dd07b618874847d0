package dev.jetvm.runtime.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stops every mutator for an operation on the whole heap, and lets them go on.
 *
 * <p>A mutator runs or is blocked. The stopper raises the flag and then looks at the states; a mutator that leaves a
 * blocked region first says that it runs and then looks at the flag. Both are volatile, so at least one of the two
 * sees the other (Dekker), and no mutator runs while the world is stopped. No memory of the heap is touched by a
 * blocked mutator.
 *
 * <p>Clauses: GC-12, GC-28, ROOT-10, ERR-021.
 */
public final class Safepoints {

    /** The part of a mutator that is stopped. */
    public static final class Participant {
        private volatile boolean running;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Participant> participants = new ArrayList<>();
    private volatile boolean requested;
    private @Nullable Thread owner;

    /** Whether a mutator has to stop: the poll. */
    public boolean isRequested() {
        return requested;
    }

    /** A new mutator, blocked at first. */
    public Participant enrol() {
        lock.lock();
        try {
            awaitRelease();
            Participant participant = new Participant();
            participants.add(participant);
            return participant;
        } finally {
            lock.unlock();
        }
    }

    /** A mutator that is blocked and will not run again. */
    public void dismiss(Participant participant) {
        lock.lock();
        try {
            awaitRelease();
            participants.remove(participant);
        } finally {
            lock.unlock();
        }
    }

    /** From now on the mutator touches nothing of the heap. */
    public void block(Participant participant) {
        participant.running = false;
        if (requested) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The mutator wants to run; waits while the world is stopped. */
    public void unblock(Participant participant) {
        while (true) {
            participant.running = true;
            if (!requested) {
                return;
            }
            block(participant);
            lock.lock();
            try {
                awaitRelease();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A safepoint of a running mutator whose poll saw a request. */
    public void park(Participant participant) {
        block(participant);
        unblock(participant);
    }

    /**
     * Runs an operation while every mutator is stopped. Operations follow one another.
     *
     * @param self the caller's own participation, blocked meanwhile; null if it is no mutator
     */
    public void stopped(@Nullable Participant self, Runnable operation) {
        Participant resumed = self != null && self.running ? self : null;
        if (resumed != null) {
            block(resumed);
        }
        stopOthers();
        try {
            operation.run();
        } finally {
            lock.lock();
            try {
                owner = null;
                requested = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        if (resumed != null) {
            unblock(resumed);
        }
    }

    private void stopOthers() {
        lock.lock();
        try {
            awaitRelease();
            owner = Thread.currentThread();
            requested = true;
            while (participants.stream().anyMatch(participant -> participant.running)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitRelease() {
        if (owner == Thread.currentThread()) {
            throw new IllegalStateException("the world is stopped by this very thread");
        }
        while (requested) {
            changed.awaitUninterruptibly();
        }
    }
}
