package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.isa.Codes;
import dev.jetvm.vm.module.Module;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the functions of a machine for one task: its stack, its view of the heap, and the loop that carries instructions
 * out. A call of a Jet function is a frame on that stack and nothing on Java's, so a run can stop anywhere and go on.
 *
 * <p>The loop holds the state of the innermost frame in variables. Whatever may panic, collect or change frames gets the
 * state by way of the stack: {@code pc}, {@code next} and {@code sp} are written before, everything is read anew behind.
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
    final Objects objects;
    final Records records;
    final Calls calls;
    final Recovers recovers;
    final Unwinder unwinder;
    final ValueText text;
    private final SlowPaths slow;
    private final Deque<Vm.Start> plan = new ArrayDeque<>();
    private State state = State.READY;
    private @Nullable Panic panic;
    private long executed;
    private long called;
    private long left;
    private boolean counting;

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
        this.objects = new Objects(values, mutator, aggregates.arrays, vm.classes(), vm.options().caches());
        this.records = new Records(vm.types(), values, mutator, vm.options().caches());
        this.calls = new Calls(this);
        this.unwinder = new Unwinder(this);
        this.text = new ValueText(this, vm.symbols());
        this.slow = new SlowPaths(this);
        vm.heap().addRoots(stack);
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
        return executed;
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
    public java.util.List<TraceFrame> trace() {
        if (stack.isEmpty()) {
            return java.util.List.of();
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
        left = steps;
        counting = counted;
        while (true) {
            if (stack.isEmpty()) {
                if (plan.isEmpty()) {
                    state = state == State.PANIC || state == State.HALTED ? state : State.RETURNED;
                    return state;
                }
                begin(plan.getFirst());
            }
            if (left == 0) {
                // After a panic the loop was not left by its own door, and a handler is no safepoint.
                stack.suspend(true);
                state = State.EXHAUSTED;
                return state;
            }
            state = State.RUNNING;
            try {
                loop();
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
    void runFinalizer(java.util.function.LongSupplier function, int argument) {
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

    // --- the loop ---

    /**
     * Carries instructions out until the state is no longer {@link State#RUNNING} or the budget is spent. One method, for
     * the state must stay in variables; it has to remain below 8,000 bytes of bytecode, or it is never compiled; a test
     * sees to 7,500.
     *
     * <p>Two loops: the inner one never calls anything that is not inlined, never changes the frame, and has nothing but
     * {@code sp} and {@code pc} that changes, so that these stay in registers. Measured on fib(32): with calls in the
     * inner loop, or with more variables, the compiler keeps everything on its stack and takes twice as long. What is
     * not simple leaves the inner loop, is done by way of the stack, and comes back by {@code continue frame}.
     */
    private void loop() {
        final FrameStack st = stack;
        final long before = left;
        final boolean counted = counting;
        final long nil = values.nil;
        final long no = values.no;
        final long yes = values.yes;
        final long shortInts = values.shortInts;
        st.suspend(false);
        try {
            frame : while (true) {
                final long[] s = st.words;
                final int fp = st.fp;
                final Code code = st.code();
                final int[] c = code.instructions(counted);
                final long[] constants = code.constants;
                int sp = st.sp;
                int pc = st.next;
                int w;
                simple : while (true) {
                    if (counted && left-- == 0) {
                        left = 0;
                        st.at(pc, pc, sp);
                        st.suspend(true);
                        return;
                    }
                    w = c[pc];
                    sp += w >> Instructions.EFFECT_SHIFT;
                    switch (w & 0xFF) {
                        case Codes.NOP, Codes.BREAKPOINT, Codes.POP -> pc++;
                        case Codes.CONST -> {
                            s[sp - 1] = constants[w >> 8 & 0xFFFF];
                            pc += 3;
                        }
                        case Codes.CONST_0 -> {
                            s[sp - 1] = values.zero;
                            pc++;
                        }
                        case Codes.CONST_1 -> {
                            s[sp - 1] = values.one;
                            pc++;
                        }
                        case Codes.NIL -> {
                            s[sp - 1] = nil;
                            pc++;
                        }
                        case Codes.TRUE -> {
                            s[sp - 1] = yes;
                            pc++;
                        }
                        case Codes.FALSE -> {
                            s[sp - 1] = no;
                            pc++;
                        }
                        case Codes.DUP -> {
                            s[sp - 1] = s[sp - 2];
                            pc++;
                        }
                        case Codes.GET_LOCAL -> {
                            s[sp - 1] = s[fp + (w >> 8 & 0xFFFF)];
                            pc += 2;
                        }
                        case Codes.SET_LOCAL -> {
                            s[fp + (w >> 8 & 0xFFFF)] = s[sp - 1];
                            pc += 2;
                        }
                        case Codes.GET_LOCAL_0, Codes.GET_LOCAL_1, Codes.GET_LOCAL_2, Codes.GET_LOCAL_3 -> {
                            s[sp - 1] = s[fp + (w & 0xFF) - Codes.GET_LOCAL_0];
                            pc++;
                        }
                        case Codes.GET_GLOBAL -> {
                            GlobalCell cell = code.knownCell(w >> 8 & 0xFFFF);
                            if (cell == null || !cell.defined) {
                                break simple;
                            }
                            s[sp - 1] = cell.word;
                            pc += 3;
                        }
                        case Codes.SET_GLOBAL -> {
                            GlobalCell cell = code.knownCell(w >> 8 & 0xFFFF);
                            if (cell == null || !cell.defined) {
                                break simple;
                            }
                            cell.word = s[sp - 1];
                            pc += 3;
                        }
                        case Codes.ADD -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            long sum = x + y;
                            if (((x | y) & shortInts) != 0 || ((x ^ sum) & (y ^ sum)) < 0) {
                                break simple;
                            }
                            s[sp - 1] = sum;
                            pc++;
                        }
                        case Codes.SUBTRACT -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            long difference = x - y;
                            if (((x | y) & shortInts) != 0 || ((x ^ y) & (x ^ difference)) < 0) {
                                break simple;
                            }
                            s[sp - 1] = difference;
                            pc++;
                        }
                        case Codes.ADD_CONST -> {
                            long x = s[sp - 1];
                            long y = constants[w >> 8 & 0xFFFF];
                            long sum = x + y;
                            if (((x | y) & shortInts) != 0 || ((x ^ sum) & (y ^ sum)) < 0) {
                                break simple;
                            }
                            s[sp - 1] = sum;
                            pc += 3;
                        }
                        case Codes.NOT -> {
                            long x = s[sp - 1];
                            s[sp - 1] = x == nil || x == no ? yes : no;
                            pc++;
                        }
                        case Codes.EQUAL, Codes.NE -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            if (((x | y) & shortInts) != 0) {
                                break simple;
                            }
                            s[sp - 1] = x == y == ((w & 0xFF) == Codes.EQUAL) ? yes : no;
                            pc++;
                        }
                        case Codes.LESS -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            if (((x | y) & shortInts) != 0) {
                                break simple;
                            }
                            s[sp - 1] = x < y ? yes : no;
                            pc++;
                        }
                        case Codes.LE -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            if (((x | y) & shortInts) != 0) {
                                break simple;
                            }
                            s[sp - 1] = x <= y ? yes : no;
                            pc++;
                        }
                        case Codes.GREATER -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            if (((x | y) & shortInts) != 0) {
                                break simple;
                            }
                            s[sp - 1] = x > y ? yes : no;
                            pc++;
                        }
                        case Codes.GE -> {
                            long x = s[sp - 1];
                            long y = s[sp];
                            if (((x | y) & shortInts) != 0) {
                                break simple;
                            }
                            s[sp - 1] = x >= y ? yes : no;
                            pc++;
                        }
                        case Codes.JUMP -> pc += 3 + (w >> 8 & 0xFFFF);
                        case Codes.JUMP_IF_FALSE -> {
                            long x = s[sp - 1];
                            pc += x == nil || x == no ? 3 + (w >> 8 & 0xFFFF) : 3;
                        }
                        case Codes.JUMP_IF_TRUE -> {
                            long x = s[sp - 1];
                            pc += x == nil || x == no ? 3 : 3 + (w >> 8 & 0xFFFF);
                        }
                        case Codes.LOOP -> {
                            if (mutator.mustPoll()) {
                                break simple;
                            }
                            pc += 3 - (w >> 8 & 0xFFFF);
                        }
                        case Codes.CALL -> {
                            int arguments = w >> 8 & 0xFFFF;
                            int first = sp - arguments - 1;
                            Code target = calls.target(s[first]);
                            int base = fp + code.extent;
                            if (target == null || target.arity != arguments || st.depth >= st.codes.length
                                    || st.depth >= st.maxFrames || base + Code.HEADER + target.extent > s.length) {
                                break simple;
                            }
                            st.fp = enter(s, base, target, first, arguments, fp, pc + 2);
                            st.sp = st.fp + target.slots;
                            st.next = 0;
                            st.push(target);
                            called++;
                            continue frame;
                        }
                        case Codes.RETURN -> {
                            long saved = s[fp - 2];
                            if (saved >= FrameStack.NEW_SEGMENT || st.attention.count != 0 || mutator.mustPoll()) {
                                break simple;
                            }
                            long back = s[fp - Code.HEADER];
                            int top = (int) (back >>> Integer.SIZE);
                            s[top] = s[sp - 1];
                            st.fp = (int) saved;
                            st.sp = top + 1;
                            st.next = (int) back;
                            st.depth--;
                            continue frame;
                        }
                        case Instructions.LOCAL_BELOW_CONST -> {
                            long x = s[fp + (w >> 8 & 0xFFFF)];
                            long y = constants[c[pc + 2] >> 8 & 0xFFFF];
                            if (((x | y) & shortInts) != 0) {
                                s[sp++] = x;
                                pc += 2;
                            } else if (x < y) {
                                pc += 10;
                            } else {
                                s[sp++] = no;
                                pc += 9 + (c[pc + 6] >> 8 & 0xFFFF);
                            }
                        }
                        case Instructions.LOCAL_PLUS_CONST -> {
                            long x = s[fp + (w >> 8 & 0xFFFF)];
                            long y = constants[c[pc + 2] >> 8 & 0xFFFF];
                            long sum = x + y;
                            boolean plain = ((x | y) & shortInts) == 0 && ((x ^ sum) & (y ^ sum)) >= 0;
                            s[sp - 1] = plain ? sum : x;
                            pc += plain ? 6 : 2;
                        }
                        case Instructions.LOCAL_MINUS_CONST -> {
                            long x = s[fp + (w >> 8 & 0xFFFF)];
                            long y = constants[c[pc + 2] >> 8 & 0xFFFF];
                            long difference = x - y;
                            boolean plain = ((x | y) & shortInts) == 0 && ((x ^ y) & (x ^ difference)) >= 0;
                            s[sp - 1] = plain ? difference : x;
                            pc += plain ? 6 : 2;
                        }
                        case Instructions.BELOW -> {
                            long x = s[sp];
                            long y = s[sp + 1];
                            if (((x | y) & shortInts) != 0) {
                                sp += 2;
                                w = Codes.LESS;
                                break simple;
                            }
                            if (x < y) {
                                pc += 5;
                            } else {
                                s[sp++] = no;
                                pc += 4 + (c[pc + 1] >> 8 & 0xFFFF);
                            }
                        }
                        case Instructions.STORE_LOCAL -> {
                            s[fp + (w >> 8 & 0xFFFF)] = s[sp];
                            pc += 3;
                        }
                        case Instructions.TWO_LOCALS -> {
                            s[sp - 2] = s[fp + (w >> 8 & 0xFFFF)];
                            s[sp - 1] = s[fp + (c[pc + 2] >> 8 & 0xFFFF)];
                            pc += 4;
                        }
                        default -> {
                            break simple;
                        }
                    }
                }
                slow.execute(w, code, pc, sp - (w >> Instructions.EFFECT_SHIFT));
                if (state != State.RUNNING || st.isEmpty()) {
                    return;
                }
                st.outgoing = 0;
            }
        } finally {
            executed += before - left;
            st.outgoing = 0;
        }
    }

    /** A frame for a call in the present segment. @return its slot 0 */
    private int enter(long[] s, int base, Code target, int first, int arguments, int fp, int following) {
        s[base] = (long) first << Integer.SIZE | following;
        s[base + 1] = fp;
        s[base + 2] = s[first];
        int slot = base + Code.HEADER;
        for (int k = 0; k <= arguments; k++) {
            s[slot + k] = s[first + k];
        }
        for (int k = arguments + 1; k < target.slots; k++) {
            s[slot + k] = values.nil;
        }
        s[slot + target.mapSlot()] = FrameStack.NO_MAP;
        return slot;
    }

    /** Whether a word is a function or a closure. */
    boolean isCode(long word) {
        return values.is(word, BuiltinType.FUNCTION) || values.is(word, BuiltinType.CLOSURE);
    }

    @Override
    public void close() {
        vm.heap().removeRoots(stack);
    }
}
