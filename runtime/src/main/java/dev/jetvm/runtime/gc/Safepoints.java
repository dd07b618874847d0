package dev.jetvm.runtime.gc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stops every mutator for an operation on the whole heap, and lets them continue.
 *
 * <p>A mutator runs or is blocked. The stopper sets {@link Request#COLLECT} in the request word of every participant and
 * then reads the states; a mutator that leaves a blocked region first declares that it runs and then reads its own
 * request word. State and word of a participant are volatile, so for each participant at least one of the two sees the
 * other (Dekker), and no mutator runs while the world is stopped. The list of participants changes only while no stop is
 * in progress: a participant that enrols waits for its end, so it never misses the bit, and never keeps one that nobody
 * clears. No memory of the heap is touched by a blocked mutator.
 *
 * @spec GC-12
 * @spec GC-28
 * @spec ROOT-10
 * @spec ERR-021
 */
public final class Safepoints {

    /** The part of a mutator that is stopped: its state, and the word of requests that it polls. */
    public static final class Participant {
        private static final VarHandle REQUESTS;

        static {
            try {
                REQUESTS = MethodHandles.lookup().findVarHandle(Participant.class, "requests", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private volatile boolean running;
        private volatile int requests;

        private Participant(int requests) {
            this.requests = requests;
        }

        /** The bits of {@link Request} that are set: one volatile load. */
        public int requests() {
            return requests;
        }

        void set(int bits) {
            REQUESTS.getAndBitwiseOr(this, bits);
        }

        void clear(int bits) {
            REQUESTS.getAndBitwiseAnd(this, ~bits);
        }

        private boolean mustStop() {
            return (requests & Request.COLLECT) != 0;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Participant> participants = new ArrayList<>();
    private boolean stopping;
    private @Nullable Thread owner;

    /** A new mutator, blocked at first. */
    public Participant enrol() {
        return enrol(0);
    }

    /** A new mutator, blocked at first, with requests that are never withdrawn. */
    Participant enrol(int requests) {
        lock.lock();
        try {
            awaitRelease();
            Participant participant = new Participant(requests);
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
        if (participant.mustStop()) {
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
            if (!participant.mustStop()) {
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
                participants.forEach(participant -> participant.clear(Request.COLLECT));
                owner = null;
                stopping = false;
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
            stopping = true;
            participants.forEach(participant -> participant.set(Request.COLLECT));
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
        while (stopping) {
            changed.awaitUninterruptibly();
        }
    }
}
