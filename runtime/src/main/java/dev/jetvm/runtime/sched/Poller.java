package dev.jetvm.runtime.sched;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for input and output of many channels on one thread at a time. A task that waits for a channel registers its
 * waiter with a {@link Source}; a worker that polls asks the operating system which channels are ready and lets their
 * sources decide the waiters.
 *
 * <p>Readiness is a level and not an event: a channel that is ready stays so until it is read. A wait that begins after
 * a channel became ready therefore finds it ready at the next poll, and no wake-up is lost.
 *
 * <p>The monitor guards the interests. A source is asked with the monitor held, and then takes its own; a source must not
 * call the poller with its own monitor held.
 *
 * @spec SCHED-18
 * @spec SCHED-18a
 */
public final class Poller implements AutoCloseable {
    /** Another thread polls. */
    static final int BUSY = -1;
    private static final long NANOS = 1_000_000;

    /** What waits for a channel. */
    public interface Source {
        /** The channel is ready: ends waits. @return whether others still wait */
        boolean ready();

        boolean isAwaited();
    }

    private final ReentrantLock turn = new ReentrantLock();
    /** Written with the monitor held. */
    private volatile @Nullable Selector selector;
    /** Number of channels that are awaited. A channel counts until its waits have been decided. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // changed with the monitor held
    private volatile int pending;
    /** Waits that the present poll ended. By the thread that polls. */
    private int ended;

    /** Returns whether any channel is awaited. */
    public boolean isPending() {
        return pending > 0;
    }

    /**
     * Begins to watch a channel. The source has the waiter already.
     *
     * @param channel in non-blocking mode
     * @param operation of {@link SelectionKey}
     */
    public void await(SelectableChannel channel, int operation, Source source) {
        try {
            synchronized (this) {
                Selector present = open();
                SelectionKey key = channel.keyFor(present);
                if (key == null) {
                    key = channel.register(present, 0, source);
                }
                if (key.interestOps() == 0) {
                    pending++;
                }
                key.interestOps(operation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A poll that has not begun sees the interest.
        if (turn.isLocked()) {
            wakeUp();
        }
    }

    /** Ends the watch of a channel if nothing waits for it any more. */
    public synchronized void release(SelectableChannel channel, Source source) {
        Selector present = selector;
        SelectionKey key = present == null ? null : channel.keyFor(present);
        if (key != null && key.isValid() && key.interestOps() != 0 && !source.isAwaited()) {
            key.interestOps(0);
            pending--;
        }
    }

    private synchronized Selector open() throws IOException {
        Selector present = selector;
        if (present == null) {
            present = Selector.open();
            selector = present;
        }
        return present;
    }

    /** Asks which channels are ready, and does not wait. @return how many were, or {@link #BUSY} */
    int poll() {
        return poll(0, () -> true);
    }

    /**
     * Asks which channels are ready, unless another thread does.
     *
     * @param nanos greatest time to wait for one; 0 for none, {@link Timers#NEVER} for any
     * @param waits asked directly before the wait; a {@link #wakeUp} after it has answered ends the wait
     * @return the number of channels that were ready, or {@link #BUSY}
     */
    int poll(long nanos, BooleanSupplier waits) {
        if (pending == 0) {
            return 0;
        }
        if (!turn.tryLock()) {
            return BUSY;
        }
        try {
            // Only after the lock was taken: the poll of another thread would consume the wake-up.
            if (!waits.getAsBoolean()) {
                return 0;
            }
            Selector present = selector;
            if (present == null) {
                return 0;
            }
            ended = 0;
            select(present, nanos);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    private void select(Selector present, long nanos) throws IOException {
        Consumer<SelectionKey> ready = this::fire;
        // A selector counts in milliseconds. Rounding up would be longer than until the nearest timer.
        long millis = nanos / NANOS;
        if (nanos == Timers.NEVER) {
            present.select(ready);
        } else if (millis > 0) {
            present.select(ready, millis);
        } else if (present.selectNow(ready) == 0 && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private synchronized void fire(SelectionKey key) {
        ended++;
        if (key.isValid() && key.interestOps() != 0 && !((Source) key.attachment()).ready()) {
            key.interestOps(0);
            pending--;
        }
    }

    /** Ends a poll that waits, or the next one. Any thread. */
    void wakeUp() {
        Selector present = selector;
        if (present != null) {
            present.wakeup();
        }
    }

    /** Ends all watches. No thread polls. */
    @Override
    public synchronized void close() {
        try {
            Selector present = selector;
            if (present != null) {
                present.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        selector = null;
        pending = 0;
    }
}
