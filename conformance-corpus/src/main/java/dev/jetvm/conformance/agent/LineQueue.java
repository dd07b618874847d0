package dev.jetvm.conformance.agent;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Queue of lines between the reader thread and the case. Bounded: the reader blocks when the queue is full, so that an
 * agent that floods its output fills its own pipe and not the memory of the suite.
 *
 * <p>A batch of lines becomes visible atomically. If an agent writes two answers at once, the second is already visible
 * when the first is taken, and the check for unrequested output detects it.
 */
final class LineQueue {
    /**
     * Maximum number of lines in the queue. Only one answer is due at a time, so this limit and the one in bytes are
     * generous.
     */
    static final int MAX_LINES = 256;
    static final long MAX_BYTES = 4L << 20;

    /** How the stream ended. */
    enum End {
        /** End of file. */
        CLOSED,
        /** A line exceeded the limit; its first bytes are available from the queue's {@link #rest}. */
        TOO_LONG
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private @Nullable End end;
    private byte[] rest = {};
    private boolean processEnded;
    private boolean abandoned;

    /**
     * Called by the reader to add the complete lines of one chunk and the incomplete line after them.
     *
     * @return false if the queue was abandoned
     */
    boolean add(Iterable<byte[]> batch, byte[] unfinished) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while ((lines.size() >= MAX_LINES || bytes >= MAX_BYTES) && !abandoned) {
                room.await();
            }
            for (byte[] line : batch) {
                lines.add(line);
                bytes += line.length;
            }
            rest = unfinished;
            if (!lines.isEmpty()) {
                arrived.signal();
            }
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** Called by the reader at the end of the stream; {@code unfinished} is a line without its line end. */
    void end(End how, byte[] unfinished) {
        lock.lock();
        try {
            end = how;
            rest = unfinished;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records that the process has ended. Its last output may still be in the pipe, so this does not end the stream.
     */
    void processEnded() {
        lock.lock();
        try {
            processEnded = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Discards all lines and unblocks the reader; no further line is taken. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            lines.clear();
            bytes = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes and returns the next line; null if none arrives by the deadline or the stream has ended.
     *
     * @param deadline of {@link System#nanoTime}
     * @param drain nanoseconds after the end of the process during which its output may still arrive
     */
    byte @Nullable [] take(long deadline, long drain) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long limit = deadline;
            boolean draining = false;
            while (lines.isEmpty()) {
                if (processEnded && !draining) {
                    draining = true;
                    limit = Math.min(limit - System.nanoTime(), drain) + System.nanoTime();
                }
                long left = limit - System.nanoTime();
                if (end != null || left <= 0) {
                    return null;
                }
                arrived.await(left, TimeUnit.NANOSECONDS);
            }
            byte[] line = lines.remove();
            bytes -= line.length;
            room.signal();
            return line;
        } finally {
            lock.unlock();
        }
    }

    /** The next line without removing it; null if the queue is empty. */
    byte @Nullable [] peek() {
        lock.lock();
        try {
            return lines.peek();
        } finally {
            lock.unlock();
        }
    }

    /** How the stream ended; null while it is open. */
    @Nullable
    End end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** The bytes after the last line end. */
    byte[] rest() {
        lock.lock();
        try {
            return rest;
        } finally {
            lock.unlock();
        }
    }
}
