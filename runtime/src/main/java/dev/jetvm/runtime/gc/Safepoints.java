package dev.jetvm.runtime.gc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stops every mutator for an operation on the whole heap, and resumes them afterwards.
 *
 * <p>A mutator is running or blocked. The stopping thread sets {@link Request#COLLECT} in the request word of every
 * participant and then reads the states. A mutator that leaves a blocked region first sets its state to running and
 * then reads its own request word. State and request word are volatile, so at least one of the two threads sees the
 * write of the other (Dekker), and no mutator runs while the world is stopped. The list of participants changes only
 * while no stop is in progress: enrolment waits for the end of a stop, so a participant neither misses the bit nor
 * keeps it after the stop. A blocked mutator does not access the memory of the heap.
 *
 * @spec GC-12
 * @spec GC-28
 * @spec ROOT-10
 * @spec ERR-021
 */
public final class Safepoints {

    /** The part of a mutator that takes part in stops: its state and the request word that it polls. */
    public static final class Participant {
        private final RequestWord requests;
        private volatile boolean running;

        private Participant(RequestWord requests) {
            this.requests = requests;
        }

        /** Returns the request word of the mutator. */
        public RequestWord requests() {
            return requests;
        }

        private boolean mustStop() {
            return (requests.get() & Request.COLLECT) != 0;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    @GuardedBy("lock")
    private final List<Participant> participants = new ArrayList<>();
    @GuardedBy("lock")
    private boolean stopping;
    @GuardedBy("lock")
    private @Nullable Thread owner;

    /** Adds a participant for a new mutator. It is initially blocked. Waits while the world is stopped. */
    public Participant enrol() {
        return enrol(0);
    }

    /** As {@link #enrol()}, with request bits that are never cleared. */
    Participant enrol(int requests) {
        lock.lock();
        try {
            awaitRelease();
            Participant participant = new Participant(new RequestWord(requests));
            participants.add(participant);
            return participant;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a participant. It must be blocked and must not run again. Waits while the world is stopped. */
    public void dismiss(Participant participant) {
        lock.lock();
        try {
            awaitRelease();
            participants.remove(participant);
        } finally {
            lock.unlock();
        }
    }

    /** Marks the mutator as blocked. It must not access the heap until {@link #unblock}. */
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

    /** Marks the mutator as running. Waits while the world is stopped. */
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

    /**
     * Blocks a running mutator until the current stop ends. Called at a safepoint when the poll finds a stop request.
     */
    public void park(Participant participant) {
        block(participant);
        unblock(participant);
    }

    /**
     * Runs an operation while every mutator is stopped. Concurrent calls run their operations one after the other.
     *
     * @param self the caller's participant, which is blocked during the operation; null if the caller is not a mutator
     * @throws IllegalStateException if the caller has stopped the world already
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
                participants.forEach(participant -> participant.requests.clear(Request.COLLECT));
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
            participants.forEach(participant -> participant.requests.set(Request.COLLECT));
            while (participants.stream().anyMatch(participant -> participant.running)) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void awaitRelease() {
        if (owner == Thread.currentThread()) {
            throw new IllegalStateException("the world is stopped by this very thread");
        }
        while (stopping) {
            changed.awaitUninterruptibly();
        }
    }
}
