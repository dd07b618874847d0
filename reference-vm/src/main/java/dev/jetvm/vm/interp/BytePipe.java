package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.sched.Poller;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Waiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A pipe of the operating system. Readers wait in a queue; when there is a byte, the thread that polls reads it and hands
 * it to the first reader. A reader that is cancelled before receives none, and its byte is kept for the next one.
 *
 * <p>The monitor is a leaf lock, but for the decisions of waiters. The poller is not called with it held.
 *
 * @spec SCHED-18a
 */
final class BytePipe implements Poller.Source, Waiter.Registry, AutoCloseable {
    /** There is no byte at present. */
    static final int NOTHING = -2;
    /** The pipe is closed and has no more bytes. */
    static final int END = -1;

    private final Poller poller;
    private final Pipe channels;
    private final ByteBuffer one = ByteBuffer.allocate(1);
    @GuardedBy("this")
    private final Deque<Waiter> readers = new ArrayDeque<>();
    /** Bytes that were handed over to readers that have not run since. */
    @GuardedBy("this")
    private final Map<ScheduledTask, Integer> delivered = new HashMap<>();
    /** A byte that was read for a reader that was cancelled. */
    @GuardedBy("this")
    private int kept = NOTHING;
    @GuardedBy("this")
    private boolean closed;
    private final Writers writers = new Writers();

    BytePipe(Poller poller) {
        this.poller = poller;
        try {
            channels = Pipe.open();
            channels.source().configureBlocking(false);
            channels.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- reading ---

    /** Returns the next byte, {@link #END}, or {@link #NOTHING} if the caller has to wait. */
    synchronized int read() {
        return readers.isEmpty() ? take() : NOTHING;
    }

    /** Returns what the wait of a task ended with. */
    synchronized int received(ScheduledTask task) {
        Integer value = delivered.remove(task);
        return value == null ? NOTHING : value;
    }

    /** Begins a wait for a byte. */
    void await(Waiter reader) {
        synchronized (this) {
            readers.add(reader);
        }
        poller.await(channels.source(), SelectionKey.OP_READ, this);
    }

    @GuardedBy("this")
    private int take() {
        if (kept != NOTHING) {
            int value = kept;
            kept = NOTHING;
            return value;
        }
        try {
            one.clear();
            return switch (channels.source().read(one)) {
                case 1 -> one.get(0) & 0xFF;
                case 0 -> NOTHING;
                default -> END;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean ready() {
        while (!readers.isEmpty()) {
            int value = take();
            if (value == NOTHING) {
                return true;
            }
            Waiter reader = readers.remove();
            delivered.put(reader.task(), value);
            if (!reader.decide(Waiter.Decision.EVENT)) {
                delivered.remove(reader.task());
                kept = value == END ? NOTHING : value;
            }
        }
        return false;
    }

    @Override
    public synchronized boolean isAwaited() {
        return !readers.isEmpty();
    }

    @Override
    public void remove(Waiter reader) {
        synchronized (this) {
            readers.remove(reader);
        }
        poller.release(channels.source(), this);
    }

    // --- writing ---

    /** Appends a byte. @return false if the caller has to wait for room */
    synchronized boolean write(int value) {
        try {
            return channels.sink().write(ByteBuffer.wrap(new byte[]{(byte) value})) == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Returns where waits for room are registered. */
    Writers writers() {
        return writers;
    }

    /** The tasks that wait for room. All try again when there is some. */
    final class Writers implements Poller.Source, Waiter.Registry {
        @GuardedBy("this")
        private final Deque<Waiter> waiting = new ArrayDeque<>();

        void await(Waiter writer) {
            synchronized (this) {
                waiting.add(writer);
            }
            poller.await(channels.sink(), SelectionKey.OP_WRITE, this);
        }

        @Override
        public synchronized boolean ready() {
            waiting.forEach(writer -> writer.decide(Waiter.Decision.EVENT));
            waiting.clear();
            return false;
        }

        @Override
        public synchronized boolean isAwaited() {
            return !waiting.isEmpty();
        }

        @Override
        public void remove(Waiter writer) {
            synchronized (this) {
                waiting.remove(writer);
            }
            poller.release(channels.sink(), this);
        }
    }

    // --- the end ---

    /** Closes the pipe for writing. Readers obtain the bytes that are left. */
    void closeForWriting() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        writers.ready();
        poller.release(channels.sink(), writers);
        try {
            channels.sink().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes both ends. No task runs any more. */
    @Override
    public void close() {
        closeForWriting();
        try {
            channels.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
