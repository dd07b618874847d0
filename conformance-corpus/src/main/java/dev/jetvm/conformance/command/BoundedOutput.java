package dev.jetvm.conformance.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Reads one output of a process on a thread of its own, up to a limit. */
final class BoundedOutput implements Runnable {
    /** Maximum number of bytes of one output. */
    static final int MOST = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final Runnable onTooMuch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] kept = new byte[CHUNK];
    private int size;
    /** Whether no text is waited for any more: the output or the process has ended. */
    private boolean ended;
    private volatile boolean tooMuch;

    /** @param onTooMuch called once, on the thread of this reader, when the limit is exceeded */
    BoundedOutput(InputStream in, Runnable onTooMuch) {
        this.in = in;
        this.onTooMuch = onTooMuch;
    }

    Thread start(String name) {
        Thread thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            int n = in.read(chunk);
            while (n >= 0 && !tooMuch) {
                append(chunk, n);
                n = in.read(chunk);
            }
        } catch (IOException closed) {
            // Killing the process closes the stream. The bytes read so far are kept.
            return;
        } finally {
            stopWaiting();
        }
    }

    private void append(byte[] chunk, int n) {
        lock.lock();
        try {
            int taken = Math.min(n, MOST - size);
            if (size + taken > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MOST, Math.max(2 * kept.length, size + taken)));
            }
            System.arraycopy(chunk, 0, kept, size, taken);
            size += taken;
            tooMuch = n > taken;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (tooMuch) {
            onTooMuch.run();
        }
    }

    /** Ends every {@link #await}, now and later. Output that still arrives is kept. */
    void stopWaiting() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the output contains a text. Its bytes are compared: the encoding of a text in UTF-8 occurs exactly
     * where the text does, also if it arrives in several parts.
     *
     * @param from the byte at which the search begins
     * @param deadline of {@link System#nanoTime}
     * @return the byte after the text; -1 if the output, the process or the time ended first
     */
    int await(String text, int from, long deadline) throws InterruptedException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int searched = from;
        lock.lockInterruptibly();
        try {
            while (true) {
                int found = indexOf(wanted, searched);
                if (found >= 0) {
                    return found + wanted.length;
                }
                searched = Math.max(searched, size - wanted.length + 1);
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    return -1;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the output so far contains a text at or after a byte. */
    boolean contains(String text, int from) {
        lock.lock();
        try {
            return indexOf(text.getBytes(StandardCharsets.UTF_8), from) >= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private int indexOf(byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= size; at++) {
            if (Arrays.equals(kept, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    boolean isTooMuch() {
        return tooMuch;
    }

    /** What was read, as UTF-8. */
    String text() {
        lock.lock();
        try {
            return new String(kept, 0, size, StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }
}
