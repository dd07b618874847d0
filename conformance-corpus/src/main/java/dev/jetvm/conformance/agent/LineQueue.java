package dev.jetvm.conformance.agent;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from the reader thread to the case. Bounded: a reader that is ahead waits, so that a flooding
 * agent fills its own pipe and not our memory.
 *
 * <p>A batch of lines becomes visible as a whole. What an agent wrote in one piece is seen in one piece: the second
 * of two answers cannot slip past the check made when the first is taken.
 */
final class LineQueue {
    /** Lines and bytes that may wait. Nothing but answers is due, and one at a time, so both are generous. */
    static final int MAX_LINES = 256;
    static final long MAX_BYTES = 4L << 20;

    /** How the stream ended. */
    enum End {
        /** End of file. */
        CLOSED,
        /** A line passed the limit; its first bytes are the last line in the queue's {@link #rest}. */
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
     * Called by the reader with the lines of one chunk and the part of a line after them.
     *
     * @return false if nobody will ever take lines again
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

    /** Called by the reader when nothing more will come; {@code unfinished} is a line without its end. */
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

    /** The process is gone. Its last words may still be in the pipe, so this does not end the stream. */
    void processEnded() {
        lock.lock();
        try {
            processEnded = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody will take lines any more: lets the reader go. */
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
     * The next line; null when there is none by the deadline, or will never be.
     *
     * @param deadline of {@link System#nanoTime}
     * @param drain how long after the end of the process its output may still arrive, in nanoseconds
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

    /** The next line if one is there, without taking it. */
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
