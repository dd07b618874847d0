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
    private final Families families;
    private final Deque<Vm.Start> plan = new ArrayDeque<>();
    private State state = State.READY;
    private @Nullable Panic panic;
    private long executed;
    private long called;
    private long left;

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
        this.families = new Families(this);
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

    /** Instructions carried out. Clause: INTERP-13. */
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
     * Runs until the end, or until so many instructions were carried out: then it can go on.
     *
     * @param steps at most so many instructions
     * @throws UnsupportedInstruction for an instruction of a later issue
     */
    public State run(long steps) {
        left = steps;
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
            run(Long.MAX_VALUE);
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

    private static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private static int u32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }

    /** Whether both are ints in their short form: what is computed then is plain arithmetic on words. */
    private static boolean areInts(long left, long right) {
        return ((left | right) & ValueConstants.TAG_MASK) == ValueConstants.TAG_INT;
    }

    /**
     * Carries instructions out until the state is no longer {@link State#RUNNING} or the budget is spent. One method, for
     * the state must stay in variables; it has to remain below 8,000 bytes of bytecode, or it is never compiled.
     */
    private void loop() {
        final FrameStack st = stack;
        final boolean tagged = values.tagged;
        final long nil = values.nil;
        final long no = values.no;
        final long yes = values.yes;
        long[] s = st.words;
        int fp = st.fp;
        int sp = st.sp;
        int pc = st.next;
        Code code = st.code();
        byte[] b = code.bytes;
        long[] k = code.constants;
        long budget = left;
        final boolean stressed = mutator.isStressed();
        st.suspend(false);
        try {
            while (budget > 0) {
                budget--;
                int op = b[pc] & 0xFF;
                switch (op) {
                    case Codes.NOP, Codes.BREAKPOINT -> pc++;
                    case Codes.CONST -> {
                        s[sp++] = k[u16(b, pc + 1)];
                        pc += 3;
                    }
                    case Codes.CONST_0 -> {
                        s[sp++] = values.zero;
                        pc++;
                    }
                    case Codes.CONST_1 -> {
                        s[sp++] = values.one;
                        pc++;
                    }
                    case Codes.NIL -> {
                        s[sp++] = nil;
                        pc++;
                    }
                    case Codes.TRUE -> {
                        s[sp++] = yes;
                        pc++;
                    }
                    case Codes.FALSE -> {
                        s[sp++] = no;
                        pc++;
                    }
                    case Codes.POP -> {
                        sp--;
                        pc++;
                    }
                    case Codes.DUP -> {
                        s[sp] = s[sp - 1];
                        sp++;
                        pc++;
                    }
                    case Codes.GET_LOCAL -> {
                        s[sp++] = s[fp + (b[pc + 1] & 0xFF)];
                        pc += 2;
                    }
                    case Codes.SET_LOCAL -> {
                        s[fp + (b[pc + 1] & 0xFF)] = s[sp - 1];
                        pc += 2;
                    }
                    case Codes.GET_LOCAL_0, Codes.GET_LOCAL_1, Codes.GET_LOCAL_2, Codes.GET_LOCAL_3 -> {
                        s[sp++] = s[fp + op - Codes.GET_LOCAL_0];
                        pc++;
                    }
                    case Codes.GET_GLOBAL -> {
                        GlobalCell cell = code.cell(u16(b, pc + 1));
                        if (!cell.defined) {
                            st.at(pc, pc + 3, sp);
                            throw undefined(cell);
                        }
                        s[sp++] = cell.word;
                        pc += 3;
                    }
                    case Codes.SET_GLOBAL -> {
                        GlobalCell cell = code.cell(u16(b, pc + 1));
                        if (!cell.defined) {
                            st.at(pc, pc + 3, sp);
                            throw undefined(cell);
                        }
                        cell.word = s[sp - 1];
                        pc += 3;
                    }
                    case Codes.GET_UPVALUE -> {
                        s[sp++] = st.upvalues.get(values.address(calls.capture(s[fp - 1], b[pc + 1] & 0xFF)), st);
                        pc += 2;
                    }
                    case Codes.ADD -> {
                        long x = s[sp - 2];
                        long y = s[sp - 1];
                        long sum = x + y;
                        if (tagged && areInts(x, y) && ((x ^ sum) & (y ^ sum)) >= 0) {
                            s[sp - 2] = sum;
                        } else {
                            st.at(pc, pc + 1, sp);
                            s[sp - 2] = numbers.arithmetic(op, x, y);
                        }
                        sp--;
                        pc++;
                    }
                    case Codes.SUBTRACT -> {
                        long x = s[sp - 2];
                        long y = s[sp - 1];
                        long difference = x - y;
                        if (tagged && areInts(x, y) && ((x ^ y) & (x ^ difference)) >= 0) {
                            s[sp - 2] = difference;
                        } else {
                            st.at(pc, pc + 1, sp);
                            s[sp - 2] = numbers.arithmetic(op, x, y);
                        }
                        sp--;
                        pc++;
                    }
                    case Codes.MULTIPLY, Codes.DIVIDE, Codes.MOD -> {
                        st.at(pc, pc + 1, sp);
                        s[sp - 2] = numbers.arithmetic(op, s[sp - 2], s[sp - 1]);
                        sp--;
                        pc++;
                    }
                    case Codes.ADD_CONST -> {
                        long x = s[sp - 1];
                        long y = k[u16(b, pc + 1)];
                        long sum = x + y;
                        if (tagged && areInts(x, y) && ((x ^ sum) & (y ^ sum)) >= 0) {
                            s[sp - 1] = sum;
                        } else {
                            st.at(pc, pc + 3, sp);
                            s[sp - 1] = numbers.arithmetic(Codes.ADD, x, y);
                        }
                        pc += 3;
                    }
                    case Codes.NOT -> {
                        long x = s[sp - 1];
                        s[sp - 1] = x == nil || x == no ? yes : no;
                        pc++;
                    }
                    case Codes.EQUAL, Codes.NE -> {
                        long x = s[sp - 2];
                        long y = s[sp - 1];
                        boolean equal = tagged && areInts(x, y) ? x == y : numbers.equal(x, y);
                        sp--;
                        s[sp - 1] = equal == (op == Codes.EQUAL) ? yes : no;
                        pc++;
                    }
                    case Codes.LESS -> {
                        long x = s[sp - 2];
                        long y = s[sp - 1];
                        boolean holds;
                        if (tagged && areInts(x, y)) {
                            holds = x < y;
                        } else {
                            st.at(pc, pc + 1, sp);
                            holds = numbers.ordered(op, x, y);
                        }
                        sp--;
                        s[sp - 1] = holds ? yes : no;
                        pc++;
                    }
                    case Codes.LE, Codes.GREATER, Codes.GE -> {
                        st.at(pc, pc + 1, sp);
                        boolean holds = numbers.ordered(op, s[sp - 2], s[sp - 1]);
                        sp--;
                        s[sp - 1] = holds ? yes : no;
                        pc++;
                    }
                    case Codes.JUMP -> pc += 3 + u16(b, pc + 1);
                    case Codes.JUMP_IF_FALSE -> {
                        long x = s[sp - 1];
                        pc += x == nil || x == no ? 3 + u16(b, pc + 1) : 3;
                    }
                    case Codes.JUMP_IF_TRUE -> {
                        long x = s[sp - 1];
                        pc += x == nil || x == no ? 3 : 3 + u16(b, pc + 1);
                    }
                    case Codes.LOOP -> {
                        if (stressed || mutator.isStopRequested()) {
                            st.at(pc, pc + 3, sp);
                            mutator.poll();
                        }
                        pc += 3 - u16(b, pc + 1);
                    }
                    case Codes.JUMP_W -> pc += 5 + u32(b, pc + 1);
                    case Codes.JUMP_IF_FALSE_W -> {
                        long x = s[sp - 1];
                        pc += x == nil || x == no ? 5 + u32(b, pc + 1) : 5;
                    }
                    case Codes.JUMP_IF_TRUE_W -> {
                        long x = s[sp - 1];
                        pc += x == nil || x == no ? 5 : 5 + u32(b, pc + 1);
                    }
                    case Codes.GET_PROPERTY -> {
                        st.at(pc, pc + 5, sp);
                        s[sp - 1] = objects.get(s, sp - 1, code, pc, code.nameAt(u16(b, pc + 1)));
                        pc += 5;
                    }
                    case Codes.SET_PROPERTY -> {
                        st.at(pc, pc + 5, sp);
                        objects.set(s, sp - 2, code, pc, code.nameAt(u16(b, pc + 1)));
                        s[sp - 2] = s[sp - 1];
                        sp--;
                        pc += 5;
                    }
                    case Codes.GET_INDEX -> {
                        st.at(pc, pc + 1, sp);
                        s[sp - 2] = aggregates.get(s[sp - 2], s[sp - 1]);
                        sp--;
                        pc++;
                    }
                    case Codes.SET_INDEX -> {
                        st.at(pc, pc + 1, sp);
                        aggregates.set(s, sp - 3);
                        s[sp - 3] = s[sp - 1];
                        sp -= 2;
                        pc++;
                    }
                    case Codes.CALL -> {
                        int arguments = b[pc + 1] & 0xFF;
                        int first = sp - arguments - 1;
                        Code target = calls.target(s[first]);
                        int base = fp + code.extent;
                        if (target != null && target.arity == arguments && st.depth < st.codes.length
                                && st.depth < st.maxFrames && base + Code.HEADER + target.extent <= s.length) {
                            fp = enter(s, base, target, first, arguments, fp, pc + 2);
                            st.codes[st.depth++] = target;
                            called++;
                            sp = fp + target.slots;
                            pc = 0;
                            code = target;
                            b = target.bytes;
                            k = target.constants;
                            st.fp = fp;
                        } else {
                            st.calling(pc, pc + 2, sp, arguments + 1);
                            calls.call(arguments);
                            if (state != State.RUNNING || st.isEmpty()) {
                                return;
                            }
                            st.outgoing = 0;
                            s = st.words;
                            fp = st.fp;
                            sp = st.sp;
                            pc = st.next;
                            code = st.code();
                            b = code.bytes;
                            k = code.constants;
                        }
                    }
                    case Codes.INVOKE -> {
                        int arguments = b[pc + 3] & 0xFF;
                        st.calling(pc, pc + 6, sp, arguments + 1);
                        families.invoke(code, pc, arguments);
                        st.outgoing = 0;
                        s = st.words;
                        fp = st.fp;
                        sp = st.sp;
                        pc = st.next;
                        code = st.code();
                        b = code.bytes;
                        k = code.constants;
                    }
                    case Codes.RETURN -> {
                        long saved = s[fp - 2];
                        if (saved < FrameStack.NEW_SEGMENT && st.attention.count == 0 && !stressed
                                && !mutator.isStopRequested()) {
                            long value = s[sp - 1];
                            long back = s[fp - Code.HEADER];
                            fp = (int) saved;
                            sp = (int) (back >>> Integer.SIZE);
                            pc = (int) back;
                            s[sp++] = value;
                            code = java.util.Objects.requireNonNull(st.codes[--st.depth - 1]);
                            b = code.bytes;
                            k = code.constants;
                            st.fp = fp;
                        } else {
                            st.at(pc, pc + 1, sp);
                            mutator.poll();
                            calls.leave();
                            if (state != State.RUNNING || st.isEmpty()) {
                                return;
                            }
                            s = st.words;
                            fp = st.fp;
                            sp = st.sp;
                            pc = st.next;
                            code = st.code();
                            b = code.bytes;
                            k = code.constants;
                        }
                    }
                    default -> {
                        families.execute(op, code, pc, sp);
                        if (state != State.RUNNING || st.isEmpty()) {
                            return;
                        }
                        st.outgoing = 0;
                        s = st.words;
                        fp = st.fp;
                        sp = st.sp;
                        pc = st.next;
                        code = st.code();
                        b = code.bytes;
                        k = code.constants;
                    }
                }
            }
            st.at(pc, pc, sp);
            st.suspend(true);
        } finally {
            executed += left - budget;
            left = budget;
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

    private static PanicException undefined(GlobalCell cell) {
        return new PanicException(PanicCode.UNDEFINED, "Undefined variable '" + cell.name + "'");
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
