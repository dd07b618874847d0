package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.value.ValueModel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    private static final int FIRST_NAMED = 16;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Task[].class);

    private @Nullable Task[] tasks = new @Nullable Task[4];
    private int count;
    /**
     * Tasks that have an object, by the number in the object, until they end without a panic or the object is dead. Elements are
     * stored with release and loaded with acquire. The first element represents all tasks that ended without a panic: their result
     * is in the object, so that the memory of the task itself is free long before the object is dead.
     */
    private volatile @Nullable Task[] named = new @Nullable Task[FIRST_NAMED];
    @GuardedBy("this")
    private int names = 1;
    /** Numbers below {@link #names} that no object has. */
    @GuardedBy("this")
    private final LongStack free = new LongStack();
    private final ValueModel model;

    Tasks(ValueModel model) {
        this.model = model;
        this.named[0] = Task.ended(this, model.nil());
    }

    /** Gives a task the number that its object stores, and adds the task if it is new. */
    synchronized int name(Task task) {
        if (task.index < 0) {
            add(task);
        }
        int number = free.isEmpty() ? names++ : (int) free.pop();
        if (number == named.length) {
            named = Arrays.copyOf(named, 2 * number);
        }
        ELEMENT.setRelease(named, number, task);
        task.number = number;
        return number;
    }

    /**
     * Returns the task with a number, or null. It is the task of the object that has the number, if the object still has it
     * afterwards.
     */
    @Nullable
    Task named(int number) {
        return (Task) ELEMENT.getAcquire(named, number);
    }

    /**
     * Forgets a task that ended without a panic, and whose object has the number 0 and the result. Another task gets its number.
     *
     * @param root whether the words of the task stay roots
     */
    synchronized void ended(Task task, boolean root) {
        ELEMENT.setRelease(named, task.number, null);
        free.push(task.number);
        if (!root) {
            remove(task);
        }
    }

    /** Returns the tasks that have not been removed. */
    synchronized List<Task> all() {
        return Arrays.stream(tasks, 0, count).filter(Objects::nonNull).toList();
    }

    /** The objects of tasks that are roots are alive; those of the others live as long as the program refers to them. */
    @Override
    public synchronized void update(Liveness liveness) {
        @Nullable
        Task[] known = named;
        for (int number = 1; number < names; number++) {
            Task task = known[number];
            if (task != null && task.index < 0 && !survives(task, liveness)) {
                known[number] = null;
                free.push(number);
            }
        }
    }

    /** Returns whether the object of a task is alive, and updates the reference to it. */
    private boolean survives(Task task, Liveness liveness) {
        long object = liveness.survivor(model.address(task.handle));
        if (object != 0) {
            task.handle = model.reference(object);
        }
        return object != 0;
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
                ChannelWaits.visit(task, visitor);
            }
        }
    }
}
