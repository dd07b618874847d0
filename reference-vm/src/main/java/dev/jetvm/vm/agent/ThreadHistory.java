package dev.jetvm.vm.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.vm.agent.Workload.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one thread of a workload did. Another thread may look at any time, and may end the history while an operation waits. */
final class ThreadHistory {
    private final int thread;
    @GuardedBy("this")
    private final List<Entry> entries;
    /** The operation that the thread is in. */
    @GuardedBy("this")
    private @Nullable Entry present;
    @GuardedBy("this")
    private boolean sealed;
    @GuardedBy("this")
    private boolean stopped;

    ThreadHistory(int thread, int operations) {
        this.thread = thread;
        this.entries = new ArrayList<>(operations);
    }

    /** The start of the operation is earlier than this call. */
    synchronized void begin(String op, long argument, long start) {
        present = new Entry(thread, op, argument, null, start, start);
    }

    /** @return false if the history has been ended; the operation is not part of it */
    synchronized boolean end(WorkloadObject.Result result, long end) {
        Entry begun = present;
        if (sealed || begun == null) {
            return false;
        }
        entries.add(new Entry(thread, begun.op(), begun.argument(), result, begun.start(), end));
        present = null;
        return true;
    }

    /** The thread performs no more operations. */
    synchronized void stop() {
        stopped = true;
    }

    /** Ends the history: the operation that the thread is in has no result. */
    synchronized void seal() {
        sealed = true;
    }

    /** Returns the number of operations that have ended. */
    synchronized int performed() {
        return entries.size();
    }

    /** Returns whether the thread will begin another operation by itself. */
    synchronized boolean isBetweenOperations() {
        return present == null && !stopped;
    }

    synchronized List<Entry> entries() {
        List<Entry> all = new ArrayList<>(entries);
        if (sealed && present != null) {
            all.add(present);
        }
        return all;
    }
}
