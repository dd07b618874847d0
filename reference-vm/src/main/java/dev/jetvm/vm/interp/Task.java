package dev.jetvm.vm.interp;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread of control of a program: a stack of frames with their obligations, the panics being unwound, the functions
 * still to run, and a state. A task refers to a {@link Worker} only while the worker runs it. Between two instructions
 * any worker of the machine can resume it. The words of a task are roots of the heap from its creation to
 * {@link #close}.
 *
 * @spec INTERP-01
 * @spec INTERP-13
 */
public final class Task implements AutoCloseable {

    /** The execution state of a task. */
    public enum State {
        READY, RUNNING, RETURNED, HALTED, PANIC, EXHAUSTED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns whether the task has ended. It runs again only if functions are added to its plan. */
        public boolean isFinal() {
            return this != READY && this != RUNNING;
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

    final FrameStack stack;
    /** Panics being unwound, the latest last. */
    final List<Panic> unwinding = new ArrayList<>(0);
    final Deque<Vm.Start> plan = new ArrayDeque<>(1);
    final PrintStream out;
    private final Tasks tasks;
    /** Index of the task in the list of the machine. */
    int index;
    private final AtomicReference<@Nullable Worker> runner = new AtomicReference<>();
    private State state = State.READY;
    private @Nullable Panic panic;
    private String exhausted = "";
    private long executed;
    private long called;

    Task(Tasks tasks, FrameStack stack, PrintStream out) {
        this.tasks = tasks;
        this.stack = stack;
        this.out = out;
    }

    // --- plan ---

    /** Appends functions to the plan. The result of the task is that of the last function. */
    public void plan(Iterable<Vm.Start> starts) {
        starts.forEach(plan::add);
        state = State.READY;
    }

    // --- execution, by the worker that runs the task ---

    /** Assigns the task to a worker. @throws IllegalStateException if a worker runs it already */
    void claim(Worker worker) {
        if (!runner.compareAndSet(null, worker)) {
            throw new IllegalStateException("a worker runs this task already");
        }
    }

    void release() {
        runner.set(null);
    }

    /**
     * Writes a text to the standard output of the task, completely or not at all.
     *
     * @throws LimitException as the output throws it
     */
    void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    void setState(State next) {
        state = next;
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
        plan.removeFirst().ended();
        state = State.READY;
    }

    void failed(Panic why) {
        panic = why;
        if (!plan.isEmpty()) {
            plan.getFirst().failed();
        }
        finish(State.PANIC);
    }

    void halted(long result) {
        stack.result = result;
        finish(State.HALTED);
    }

    /** Ends the task because of a limit. Its frames are kept for inspection. */
    public void exhaust(String resource) {
        exhausted = resource;
        state = State.EXHAUSTED;
    }

    private void finish(State end) {
        unwinding.clear();
        stack.clear();
        plan.clear();
        state = end;
    }

    // --- inspection ---

    public State state() {
        return state;
    }

    /** Returns the panic that ended the run, or null. */
    public @Nullable Panic panic() {
        return panic;
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
        tasks.remove(this);
    }
}
