package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a machine: one source of roots for all of them. Adding and removing a task takes constant time and copies
 * nothing. The monitor is held for a few instructions, in which there is no safepoint.
 *
 * @spec ROOT-03
 * @spec ROOT-14
 */
final class Tasks implements RootSource {
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
    public synchronized void visit(RootVisitor visitor) {
        for (int k = 0; k < count; k++) {
            Task task = tasks[k];
            if (task != null) {
                FrameRoots.visit(task.stack, visitor);
            }
        }
    }
}
