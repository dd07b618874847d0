package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a machine: a single source of roots, divided into pieces for the tracers of a parallel collection.
 * Adding or removing a task takes constant time. Only threads that run as mutators, or any thread while no task runs,
 * may do so; the list is therefore constant during a collection. The monitor is held for a few instructions, without a
 * safepoint.
 *
 * @spec ROOT-03
 * @spec ROOT-14
 */
final class Tasks implements RootSource {
    /** Number of tasks of a piece. */
    private static final int PIECE = 64;

    private @Nullable Task[] tasks = new @Nullable Task[4];
    private int count;

    synchronized void add(Task task) {
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * count);
        }
        task.index = count;
        tasks[count++] = task;
    }

    synchronized void remove(Task task) {
        if (task.index < 0) {
            return;
        }
        Task last = tasks[--count];
        tasks[count] = null;
        if (last != null && last != task) {
            tasks[task.index] = last;
            last.index = task.index;
        }
        task.index = -1;
    }

    synchronized int size() {
        return count;
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public void visit(RootVisitor visitor) {
        for (int piece = 0, pieces = pieces(); piece < pieces; piece++) {
            visitPiece(piece, visitor);
        }
    }

    @Override
    public synchronized int pieces() {
        return (count + PIECE - 1) / PIECE;
    }

    @Override
    public void visitPiece(int piece, RootVisitor visitor) {
        int end = Math.min(count, (piece + 1) * PIECE);
        for (int k = piece * PIECE; k < end; k++) {
            Task task = tasks[k];
            if (task != null) {
                FrameRoots.visit(task.stack, visitor);
            }
        }
    }
}
