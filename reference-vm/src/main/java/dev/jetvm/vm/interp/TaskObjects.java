package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import org.jspecify.annotations.Nullable;

/**
 * The objects that represent tasks in a program.
 *
 * <pre>
 * +16  number of the task in {@link Tasks}, times 8; 0 if it ended without a panic
 * +24  nil; the result, or the value of the panic, when the task has ended
 * </pre>
 *
 * @spec TASK-13
 */
@PerMutator
final class TaskObjects {
    private static final Header HEADER = Header.fresh(BuiltinType.TASK.id(), 2 * Long.BYTES, 0, Long.BYTES);
    private static final int NUMBER = HEADER_SIZE;
    private static final int RESULT = HEADER_SIZE + Long.BYTES;

    private final Tasks tasks;
    private final Values values;
    private final Mutator mutator;

    TaskObjects(Tasks tasks, Values values, Mutator mutator) {
        this.tasks = tasks;
        this.values = values;
        this.mutator = mutator;
    }

    /** Allocates the object of a task that does not exist yet, and returns its word. A safepoint. */
    long allocate() {
        long object = mutator.allocate(HEADER);
        mutator.memory().setWord(object + NUMBER, 0);
        mutator.memory().setWord(object + RESULT, values.nil);
        return values.model.reference(object);
    }

    /** Makes an object represent a task. */
    void bind(long word, Task task) {
        task.handle = word;
        // Who loads the number sees the task.
        mutator.memory().setWordRelease(values.address(word) + NUMBER, (long) tasks.name(task) << Values.RAW_SHIFT);
    }

    /** Returns the word of a task, whose object is allocated if there is none yet. A safepoint. */
    long wordOf(Task task) {
        if (task.handle == values.nil) {
            bind(allocate(), task);
        }
        return task.handle;
    }

    /** Returns the task that a value represents. @throws PanicException {@code type} */
    Task of(long word) {
        if (!values.is(word, BuiltinType.TASK)) {
            throw new PanicException(PanicCode.TYPE, "the value is no task");
        }
        long at = values.address(word) + NUMBER;
        while (true) {
            long number = mutator.memory().wordAcquire(at);
            Task task = tasks.named((int) (number >> Values.RAW_SHIFT));
            // Another task may have got the number of one that ended meanwhile.
            if (task != null && mutator.memory().wordAcquire(at) == number) {
                return task;
            }
        }
    }

    /** Returns the task that a value represents, or null. */
    @Nullable
    Task find(long word) {
        return values.is(word, BuiltinType.TASK) ? of(word) : null;
    }

    /** Returns the result of a task that has ended, or the value of its panic. */
    long result(long word) {
        return mutator.load(values.address(word) + RESULT);
    }

    /**
     * Stores the result of a task that has ended in its object. The words of a task that ended without a panic are no longer roots,
     * unless it is the root task. A safepoint in a stress mode.
     */
    void keepResult(Task task, boolean root) {
        if (task.handle == values.nil) {
            return;
        }
        long object = values.address(task.handle);
        mutator.store(object, object + RESULT, task.stack.result);
        if (task.panic() == null) {
            // Who loads this number sees the result.
            mutator.memory().setWordRelease(values.address(task.handle) + NUMBER, 0);
            tasks.ended(task, root);
        }
    }
}
