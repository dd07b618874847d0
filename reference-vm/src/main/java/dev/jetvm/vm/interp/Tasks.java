package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a machine: a single source of roots, divided into pieces for the tracers of a parallel collection.
 * Adding or removing a task takes constant time. Only threads that run as mutators, or any thread while no task runs,
 * may do so; the list is therefore constant during a collection. The monitor is held for a few instructions, without a
 * safepoint.
 *
 * @spec GC-31a
 * @spec ROOT-03
 * @spec ROOT-14
 */
final class Tasks implements RootSource, WeakTable {
    /** Number of tasks of a piece. */
    private static final int PIECE = 64;

    private @Nullable Task[] tasks = new @Nullable Task[4];
    private int count;
    /** Tasks that have an object, by number, until their object is dead. */
    private final Map<Long, Task> named = new ConcurrentHashMap<>();
    private final ValueModel model;

    Tasks(ValueModel model) {
        this.model = model;
    }

    /** Makes a task known by its number. Its object is bound. */
    void name(Task task) {
        named.put(task.id(), task);
    }

    /** Returns the task with a number. An object that has the number is alive. */
    Task named(long number) {
        return Objects.requireNonNull(named.get(number));
    }

    /** Returns the tasks that have not been removed. */
    synchronized List<Task> all() {
        return Arrays.stream(tasks, 0, count).filter(Objects::nonNull).toList();
    }

    /** The objects of tasks that are roots are alive; those of the others live as long as the program refers to them. */
    @Override
    public void update(Liveness liveness) {
        named.values().removeIf(task -> {
            if (task.index >= 0) {
                return false;
            }
            long object = liveness.survivor(model.address(task.handle));
            if (object != 0) {
                task.handle = model.reference(object);
            }
            return object == 0;
        });
    }

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
                task.handle = visitor.visit(task.handle);
                task.locals = visitor.visit(task.locals);
            }
        }
    }
}
