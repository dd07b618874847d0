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
 * A thread of control of a program: a stack of frames with what they have to settle, panics that are being unwound, the
 * functions that are still to be run, and a state. A task refers to a {@link Worker} only while one runs it; between two
 * instructions any worker of the machine can take it over. Its words are roots of the heap from its creation to
 * {@link #close}.
 *
 * @spec INTERP-01
 * @spec INTERP-13
 */
public final class Task implements AutoCloseable {

    /** How far the task is. */
    public enum State {
        READY, RUNNING, RETURNED, HALTED, PANIC, EXHAUSTED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the task is done and never runs again, unless it is given something new to run. */
        boolean isFinal() {
            return this != READY && this != RUNNING;
        }
    }

    /**
     * An instruction.
     *
     * @param name of the function, for people
     * @param function index in the module
     * @param offset in the function
     */
    public record Place(dev.jetvm.vm.module.Module module, String name, int function, int offset) {}

    final FrameStack stack;
    /** Panics that are being unwound, the latest last. */
    final List<Panic> unwinding = new ArrayList<>(0);
    final Deque<Vm.Start> plan = new ArrayDeque<>(1);
    final PrintStream out;
    private final Tasks tasks;
    /** Where the machine's list of tasks has it. */
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

    // --- what to run ---

    /** Adds functions to run, in this order; the result of the task is that of the last. */
    public void plan(Iterable<Vm.Start> starts) {
        starts.forEach(plan::add);
        state = State.READY;
    }

    // --- by the worker that runs it ---

    /** @throws IllegalStateException if a worker runs it already */
    void claim(Worker worker) {
        if (!runner.compareAndSet(null, worker)) {
            throw new IllegalStateException("a worker runs this task already");
        }
    }

    void release() {
        runner.set(null);
    }

    /** Writes to the standard output of the task, all of a text or nothing. @throws LimitException as the output says */
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

    /** A function of the plan returned. */
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

    /** A limit ended it; its frames stay, to be looked at. */
    void exhausted(String resource) {
        exhausted = resource;
        state = State.EXHAUSTED;
    }

    private void finish(State end) {
        unwinding.clear();
        stack.clear();
        plan.clear();
        state = end;
    }

    // --- what is seen of it ---

    public State state() {
        return state;
    }

    /** What ended the run, if it panicked. */
    public @Nullable Panic panic() {
        return panic;
    }

    /** The resource whose limit ended the run, or an empty string. */
    public String exhausted() {
        return exhausted;
    }

    /** Instructions that counted runs executed. Uncounted ones are not included. */
    public long executed() {
        return executed;
    }

    /** Frames made by calls; a native has none. */
    public long called() {
        return called;
    }

    public int depth() {
        return stack.depth();
    }

    /** Words that the task has on the stack of its innermost frame: none once it has ended. */
    public int stackWords() {
        return stack.isEmpty() ? stack.sp : stack.sp - stack.fp;
    }

    /** The instruction that comes next; empty before and between the functions of the plan. */
    public Optional<Place> place() {
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        LinkedFunction code = stack.code();
        return Optional.of(new Place(code.module.module, code.shownName(), code.index, stack.next));
    }

    /** Where the run is, innermost first. */
    public List<TraceFrame> trace() {
        if (stack.isEmpty()) {
            return List.of();
        }
        stack.pc = stack.next;
        return Unwinder.trace(stack);
    }

    /** The task will not run again; its words are no roots any more. */
    @Override
    public void close() {
        tasks.remove(this);
    }
}
