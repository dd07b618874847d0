import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The history of one thread of a workload. Only its thread adds to it; the snapshot reads it under the same lock.
 *
 * <p>Compilers and processors may move loads and stores across a reading of the clock. Without a fence, the store that
 * publishes a value could become visible to other threads after the clock was read for the end of the operation, and
 * the history would have no explanation although the queue is correct. A full fence is therefore executed after the
 * clock is read for a start and before it is read for an end (CONF-24).
 */
final class History {

    private final int thread;
    private final long origin;
    private final AtomicInteger completed;
    private final List<Map<String, Object>> entries = new ArrayList<>();
    private boolean frozen;

    /**
     * @param origin the reading of {@link System#nanoTime} that is the time 0 of the history
     * @param completed counts the completed operations of all threads, which shows whether any of them makes progress
     */
    History(int thread, long origin, AtomicInteger completed) {
        this.thread = thread;
        this.origin = origin;
        this.completed = completed;
    }

    /** Adds an operation before it is performed. Returns false if the workload is over. */
    synchronized boolean begin(Program.Operation operation, long argument) {
        if (frozen) {
            return false;
        }
        Map<String, Object> entry = Request.membersOf("thread", thread, "op", operation.word);
        if (operation.takesArgument) {
            entry.put("argument", argument);
        }
        entries.add(entry);
        entry.put("start", System.nanoTime() - origin);
        VarHandle.fullFence(); // no part of the operation happens before the clock is read
        return true;
    }

    /** The time of the end of an operation that was just performed. */
    long end() {
        VarHandle.fullFence(); // the effect of the operation is visible before the clock is read
        return System.nanoTime() - origin;
    }

    /** Completes the operation that was begun last, unless the snapshot was taken before. */
    synchronized void complete(Queues.Result result, long end) {
        if (frozen) {
            return;
        }
        Map<String, Object> entry = entries.getLast();
        Map<String, Object> shown = Request.membersOf("outcome", result.outcome());
        if (result.value() != null) {
            shown.put("value", result.value());
        }
        entry.put("result", shown);
        entry.put("end", end);
        completed.incrementAndGet();
    }

    /**
     * Ends this history and returns its entries. The histories of a workload are frozen one after the other; a thread
     * that is frozen later sees at most effects of operations that have an entry, because a frozen thread begins none.
     */
    synchronized List<Map<String, Object>> freeze() {
        frozen = true;
        return entries;
    }
}
