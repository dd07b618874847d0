package dev.jetvm.vm.interp;

import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.sched.Timers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thread of control of a program: a stack of frames with their obligations, the panics being unwound, the functions
 * still to run, and a state. A task refers to a {@link Worker} only while the worker runs it. Between two instructions
 * any worker of the machine can resume it. The words of a task are roots of the heap from its creation to
 * {@link #close}.
 *
 * @spec TASK-02
 * @spec INTERP-01
 * @spec TASK-01
 * @spec TASK-03
 * @spec TASK-10
 * @spec INTERP-13
 */
public final class Task extends ScheduledTask implements AutoCloseable {

    /**
     * How the execution of a task ended, or that it has not ended.
     *
     * @spec INTERP-15
     */
    public enum Status {
        READY, RUNNING,
        /** The task waits; the instruction that waits is executed again when the wait has ended. */
        WAITING, RETURNED, HALTED, PANIC, EXHAUSTED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns whether the task has ended. It runs again only if functions are added to its plan. */
        public boolean isFinal() {
            return this != READY && this != RUNNING && this != WAITING;
        }
    }

    /**
     * The position of an instruction.
     *
     * @param name name of the function, for display
     * @param function index of the function in the module
     * @param offset offset in the function, in bytes
     */
    public record Place(dev.jetvm.vm.module.Module module, String name, int function, int offset) {}

    private static final VarHandle RUNNER;

    static {
        try {
            RUNNER = MethodHandles.lookup().findVarHandle(Task.class, "runner", Worker.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final FrameStack stack;
    /** Panics being unwound, the latest last. */
    List<Panic> unwinding = List.of();
    List<Vm.Start> plan = List.of();
    final PrintStream out;
    /** Scopes that this task has opened, the innermost last. Each has an entry among the cleanups of its frame. */
    private List<OpenScope> scopes = List.of();
    /** Index of the temporary root that holds the continuation which the task was made to unwind, or -1. */
    int dropped = -1;
    /** Whether the task waits for a scope that a panic leaves. */
    boolean leavesScope;
    /** The scope of tasks that are spawned while the task has none open. */
    TaskScope outermost;
    /** Whether the task runs a finalizer, whose panics concern nothing else. */
    boolean finalizes;
    /** The object that represents the task in the program, or nil before there is one. */
    long handle;
    /** The task-local values, a map, or nil. */
    long locals;
    private final long nil;
    private final Tasks tasks;
    /** Index of the task in the list of the machine; -1 before and after. Only whoever ends the task removes it. */
    int index = -1;
    /** The number in the object of the task; 0 before there is one. */
    int number;
    @SuppressWarnings("UnusedVariable") // by its handle
    private @Nullable Worker runner;
    private Status status = Status.READY;
    private @Nullable Panic panic;
    /** Whether the panic ends the run at once. */
    private boolean aborts;
    private String exhausted = "";
    private long executed;
    private long called;

    /** A scope that the task has opened. */
    static final class OpenScope {
        final TaskScope scope;
        boolean shielded;
        Timers.@Nullable Timer deadline;

        OpenScope(TaskScope scope) {
            this.scope = scope;
        }
    }

    /** @param nil the word of nil */
    Task(long id, TaskScope home, Resumer resumer, Tasks tasks, FrameStack stack, PrintStream out, long nil) {
        super(id, home, resumer);
        this.outermost = home;
        this.nil = nil;
        this.handle = nil;
        this.locals = nil;
        this.tasks = tasks;
        this.stack = stack;
        this.out = out;
    }

    /** Returns a dead task that represents others that ended without a panic. */
    static Task ended(Tasks tasks, long nil) {
        Resumer none = new Resumer() {
            @Override
            public void resume(ScheduledTask task) {
                throw new IllegalStateException("a dead task is resumed");
            }

            @Override
            public void requestPoll(ScheduledTask task) {
                throw new IllegalStateException("a dead task is cancelled");
            }
        };
        Task dead = new Task(-1, new TaskScope(null), none, tasks, new FrameStack(nil, 0, 0, 0),
                new PrintStream(OutputStream.nullOutputStream()), nil);
        dead.setStatus(Status.RETURNED);
        for (TaskState state : List.of(TaskState.READY, TaskState.RUNNING, TaskState.DEAD)) {
            dead.enter(state);
        }
        return dead;
    }

    // --- plan ---

    /** Appends functions to the plan. The result of the task is that of the last function. */
    public void plan(Iterable<Vm.Start> starts) {
        if (plan.isEmpty()) {
            plan = new ArrayList<>();
        }
        starts.forEach(plan::add);
        status = Status.READY;
    }

    // --- execution, by the worker that runs the task ---

    /**
     * Assigns the task to a worker. The state of the task keeps two workers from running it at the same time; this finds the
     * mistake of a caller that runs it without.
     *
     * @throws IllegalStateException if a worker runs it already
     */
    void claim(Worker worker) {
        if (RUNNER.getAcquire(this) != null) {
            throw new IllegalStateException("a worker runs this task already");
        }
        RUNNER.setRelease(this, worker);
    }

    void release() {
        RUNNER.setRelease(this, null);
    }

    /** Begins to unwind a panic. */
    void unwind(Panic next) {
        if (unwinding.isEmpty()) {
            unwinding = new ArrayList<>(2);
        }
        unwinding.add(next);
    }

    /** Takes the latest panics away, which cleanups in frames that are lifted off the stack interrupted. */
    List<Panic> liftUnwinding(int count) {
        return lift(unwinding, count);
    }

    /**
     * Writes a text to the standard output of the task, completely or not at all.
     *
     * @spec MEM-06
     * @throws LimitException as the output throws it
     */
    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    void setStatus(Status next) {
        status = next;
    }

    void countCall() {
        called++;
    }

    void countInstructions(long count) {
        executed += count;
    }

    /** Records the result of a function of the plan. */
    void ended(long word) {
        stack.result = word;
        if (!plan.isEmpty()) {
            plan.removeFirst().ended();
        }
        status = Status.READY;
    }

    void failed(Panic why) {
        panic = why;
        long value = stack.payloads.isEmpty() ? nil : stack.payloads.get(stack.payloads.size() - 1);
        stack.clear();
        stack.result = value;
        if (!plan.isEmpty()) {
            plan.getFirst().failed();
        }
        finish(Status.PANIC);
    }

    /** Ends the task and the run at once. @spec PANIC-05 @spec PANIC-06 */
    void aborted(Panic why) {
        aborts = true;
        failed(why);
    }

    /** Returns whether the panic of the task ends the run at once. */
    boolean aborts() {
        return aborts;
    }

    /** Makes the root task go on after a panic, with an empty plan. */
    void revive() {
        panic = null;
        status = Status.RUNNING;
    }

    void returned() {
        finish(Status.RETURNED);
    }

    void halted(long result) {
        panic = null;
        stack.result = result;
        finish(Status.HALTED);
    }

    /** Ends the task because of a limit. Its frames are kept for inspection. */
    public void exhaust(String resource) {
        exhausted = resource;
        status = Status.EXHAUSTED;
    }

    private void finish(Status end) {
        leavesScope = false;
        unwinding = List.of();
        stack.clear();
        plan = List.of();
        status = end;
    }

    // --- scopes, by the worker that runs the task ---

    /** Returns the innermost scope that the task has opened, or null. */
    @Nullable
    OpenScope innermost() {
        return scopes.isEmpty() ? null : scopes.getLast();
    }

    /** Returns the scope to which tasks belong that this task spawns. */
    TaskScope childScope() {
        OpenScope open = innermost();
        return open == null ? outermost : open.scope;
    }

    /** Returns whether a scope of the task is shielded. */
    boolean isShielded() {
        return scopes.stream().anyMatch(open -> open.shielded);
    }

    OpenScope openScope() {
        if (scopes.isEmpty()) {
            scopes = new ArrayList<>(2);
        }
        scopes.add(new OpenScope(new TaskScope(this)));
        return scopes.getLast();
    }

    /** Takes the innermost scopes away, which belong to frames that are lifted off the stack. */
    List<OpenScope> liftScopes(int count) {
        List<OpenScope> lifted = lift(scopes, count);
        for (OpenScope open : lifted) {
            open.scope.lift();
            if (open.shielded) {
                unshield();
            }
        }
        return lifted;
    }

    /** Adds scopes of frames that are put on the stack. */
    void adopt(List<OpenScope> lifted) {
        if (scopes.isEmpty() && !lifted.isEmpty()) {
            scopes = new ArrayList<>(lifted.size());
        }
        for (OpenScope open : lifted) {
            open.scope.adopt(this);
            scopes.add(open);
            if (open.shielded) {
                shield();
            }
        }
    }

    private static <T> List<T> lift(List<T> from, int count) {
        if (count == 0) {
            return List.of();
        }
        List<T> last = from.subList(from.size() - count, from.size());
        List<T> lifted = List.copyOf(last);
        last.clear();
        return lifted;
    }

    /** Closes the innermost scope, whose tasks have ended. */
    void closeScope() {
        OpenScope closed = scopes.removeLast();
        if (closed.deadline != null) {
            closed.deadline.cancel();
        }
        if (closed.shielded) {
            unshield();
        }
    }

    /** Returns the outermost scope other than {@code awaited} that interrupts waits of the task, or null. */
    @Nullable
    TaskScope interrupting(@Nullable Object awaited) {
        for (OpenScope open : scopes) {
            if (open.scope != awaited && open.scope.interrupts()) {
                return open.scope;
            }
        }
        return null;
    }

    @Override
    public boolean isInterrupted(Object awaited) {
        return interrupting(awaited) != null;
    }

    @Override
    public boolean hasFailed() {
        return panic != null && !panic.cancels();
    }

    // --- inspection ---

    public Status status() {
        return status;
    }

    /** Returns the panic that ended the run, or null. */
    public @Nullable Panic panic() {
        return panic;
    }

    /** Returns the panic that ended the task. */
    Panic failure() {
        return Objects.requireNonNull(panic);
    }

    /** Returns the resource whose limit ended the task, or an empty string. */
    public String exhausted() {
        return exhausted;
    }

    /** Returns the number of instructions that counted runs executed. Other runs are not included. */
    public long executed() {
        return executed;
    }

    /** Returns the number of frames that calls created. A native has no frame. */
    public long called() {
        return called;
    }

    public int depth() {
        return stack.depth();
    }

    /**
     * Returns the number of words from slot 0 of the innermost frame to its last operand; 0 after the task has ended.
     */
    public int stackWords() {
        return stack.isEmpty() ? stack.sp : stack.sp - stack.fp;
    }

    /** Returns the position of the next instruction; empty before, between and after the functions of the plan. */
    public Optional<Place> place() {
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        LinkedFunction code = stack.code();
        return Optional.of(new Place(code.module.module, code.shownName(), code.index, stack.next));
    }

    /** Returns the stack trace, innermost frame first; empty if there is no frame. */
    public List<TraceFrame> trace() {
        if (stack.isEmpty()) {
            return List.of();
        }
        stack.pc = stack.next;
        return Unwinder.trace(stack);
    }

    /** Unregisters the task, which must not run again; its words are no longer roots. */
    @Override
    public void close() {
        if (index >= 0) {
            tasks.remove(this);
        }
    }
}
