package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.module.Module;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the functions of a machine for one task: its stack, its view of the heap, and the {@link Loop} that carries
 * instructions out. A call of a Jet function is a frame on that stack and nothing on Java's, so a run can stop anywhere
 * and go on.
 *
 * <p>Clauses: INTERP-01 to INTERP-13.
 */
public final class Interpreter implements AutoCloseable {

    /** How far a run is. */
    public enum State {
        READY, RUNNING, RETURNED, HALTED, PANIC, EXHAUSTED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final Vm vm;
    final Mutator mutator;
    final Values values;
    final FrameStack stack;
    final Numbers numbers;
    final Aggregates aggregates;
    final ClassObjects classes;
    final Instances instances;
    final Records records;
    final Closures closures;
    final Calls calls;
    final Returns returns;
    final Recovers recovers;
    final Unwinder unwinder;
    final ValueText text;
    private final Loop loop;
    private final FrameRoots roots;
    private final Deque<Vm.Start> plan = new ArrayDeque<>();
    private State state = State.READY;
    private @Nullable Panic panic;
    private long called;

    Interpreter(Vm vm, Mutator mutator) {
        this.vm = vm;
        this.mutator = mutator;
        this.values = new Values(vm.model(), mutator);
        Attention attention = new Attention();
        this.recovers = new Recovers(attention);
        this.stack = new FrameStack(values.nil, vm.options().maxStackWords(), vm.options().maxFrames(),
                new Upvalues(vm.model(), mutator, attention, vm.nextStack()), attention);
        this.aggregates = new Aggregates(values, mutator);
        this.numbers = new Numbers(values, mutator, aggregates.strings);
        this.classes = new ClassObjects(values, mutator, aggregates.arrays, vm.classes(), vm.options().caches());
        this.instances = new Instances(values, mutator, aggregates.arrays, vm.classes(), classes,
                vm.options().caches());
        this.records = new Records(vm.types(), values, mutator, vm.options().caches());
        this.closures = new Closures(values, stack, mutator);
        this.calls = new Calls(this);
        this.returns = new Returns(this);
        this.unwinder = new Unwinder(this);
        this.text = new ValueText(this, vm.symbols());
        this.loop = new Loop(this);
        this.roots = new FrameRoots(stack);
        vm.heap().addRoots(roots);
    }

    // --- runs ---

    /** What to run, one behind the other; the result is that of the last. */
    void plan(Iterable<Vm.Start> starts) {
        starts.forEach(plan::add);
    }

    public State state() {
        return state;
    }

    /** The word of what the run gave. */
    long result() {
        return stack.result;
    }

    /** The result, if it is plain: no object but a string or a box. */
    public Optional<Value> plainResult() {
        Value value = values.model.toValue(result(), mutator);
        return value instanceof Value.Ref ? Optional.empty() : Optional.of(value);
    }

    /** The name of the type of the result. */
    public String resultType() {
        return vm.types().name(vm.types().typeOf(result()));
    }

    /**
     * An instruction.
     *
     * @param name of the function, for people
     * @param function index in the module
     * @param offset in the function
     */
    public record Place(Module module, String name, int function, int offset) {}

    /** The instruction that comes next; empty before and between the functions of the plan. */
    public Optional<Place> place() {
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        Code code = stack.code();
        return Optional.of(new Place(code.module.module, code.shownName(), code.index, stack.next));
    }

    /** What ended the run, if it panicked. */
    public @Nullable Panic panic() {
        return panic;
    }

    /** Instructions that were carried out by {@link #run(long)}. Clause: INTERP-13. */
    public long executed() {
        return loop.executed();
    }

    /** Frames made by calls; a native has none. Clause: INTERP-13. */
    public long called() {
        return called;
    }

    public int depth() {
        return stack.depth();
    }

    /** Words that the run left on its stack: none, once it has ended. */
    public int stackWords() {
        return stack.isEmpty() ? stack.sp : stack.sp - stack.fp;
    }

    /** Where the run is, innermost first. */
    public List<TraceFrame> trace() {
        if (stack.isEmpty()) {
            return List.of();
        }
        stack.pc = stack.next;
        return unwinder.trace();
    }

    void countCall() {
        called++;
    }

    void ended(long word) {
        stack.result = word;
        plan.removeFirst().ended();
        state = State.READY;
    }

    void failed(Panic why) {
        panic = why;
        finish(State.PANIC);
    }

    private void finish(State end) {
        if (!plan.isEmpty() && end == State.PANIC) {
            plan.getFirst().failed();
        }
        if (stack.upvalues.anyFrom(0)) {
            stack.upvalues.close(0, stack);
        }
        recovers.clear();
        unwinder.clear();
        stack.clear();
        plan.clear();
        state = end;
    }

    void halt() {
        stack.result = values.nil;
        finish(State.HALTED);
    }

    /**
     * Runs until the end, or until so many instructions were carried out: then it can go on. Each is counted.
     *
     * @param steps at most so many instructions
     * @throws UnsupportedInstruction for an instruction of a later issue
     */
    public State run(long steps) {
        return run(steps, true);
    }

    /**
     * Runs until the end. Nobody counts instructions, so several may be carried out as one.
     *
     * @throws UnsupportedInstruction for an instruction of a later issue
     */
    public State run() {
        return run(Long.MAX_VALUE, false);
    }

    private State run(long steps, boolean counted) {
        loop.begin(steps, counted);
        while (true) {
            if (stack.isEmpty()) {
                if (plan.isEmpty()) {
                    state = state == State.PANIC || state == State.HALTED ? state : State.RETURNED;
                    return state;
                }
                begin(plan.getFirst());
            }
            if (loop.isSpent()) {
                // After a panic the loop was not left by its own door, and a handler is no safepoint.
                stack.suspend(true);
                state = State.EXHAUSTED;
                return state;
            }
            state = State.RUNNING;
            try {
                loop.run();
            } catch (PanicException e) {
                unwinder.raise(e);
            } catch (RejectException e) {
                // The runtime refuses sizes before it tries them.
                unwinder.raise(new PanicException(e.code().equals("payload-limit")
                        ? PanicCode.CAPACITY_OVERFLOW
                        : PanicCode.NATIVE, String.valueOf(e.getMessage())));
            }
            if (state == State.PANIC || state == State.HALTED) {
                return state;
            }
        }
    }

    /**
     * Runs a function with one argument to its end.
     *
     * @param function its word; asked for when it is needed, for it may move
     * @param argument a temporary root
     * @throws PanicException what it panics with
     */
    void runFinalizer(LongSupplier function, int argument) {
        int number = calls.number(function.getAsLong());
        Calls.checkArity(vm.function(number), 1);
        plan.add(new Vm.Start() {
            @Override
            public Code code() {
                return vm.function(number);
            }

            @Override
            public long closure() {
                return function.getAsLong();
            }

            @Override
            public long[] arguments() {
                return new long[]{mutator.kept(argument)};
            }
        });
        panic = null;
        state = State.READY;
        try {
            run();
        } catch (UnsupportedInstruction e) {
            failed(new Panic(PanicCode.NATIVE, String.valueOf(e.getMessage()), unwinder.trace()));
        }
        if (panic != null) {
            throw new PanicException(panic.code(), panic.message());
        }
    }

    private void begin(Vm.Start start) {
        stack.next = 0;
        stack.sp = 0;
        start.begin();
        long[] arguments = start.arguments();
        long[] words = new long[1 + arguments.length];
        words[0] = start.closure();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        stack.enter(start.code(), words[0], words, 0, arguments.length, 0, 0);
    }

    /** Whether a word is a function or a closure. */
    boolean isCode(long word) {
        return values.is(word, BuiltinType.FUNCTION) || values.is(word, BuiltinType.CLOSURE);
    }

    @Override
    public void close() {
        vm.heap().removeRoots(roots);
    }
}
