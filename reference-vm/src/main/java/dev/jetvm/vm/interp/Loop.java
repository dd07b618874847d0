package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.interp.Code.Callee;
import dev.jetvm.vm.isa.Codes;
import org.jspecify.annotations.Nullable;

/**
 * The loop that carries instructions out. It holds the state of the innermost frame in variables. Whatever may panic,
 * collect or change frames gets the state by way of the stack: {@code pc}, {@code next} and {@code sp} are written
 * before, everything is read anew behind.
 *
 * <p>Clauses: INTERP-01 to INTERP-13.
 */
final class Loop {
    private static final int SPENT = -1;
    private static final int OPERAND = 0xFFFF_0000;

    private final Interpreter in;
    private final FrameStack stack;
    private final Mutator mutator;
    private final Values values;
    private final Numbers numbers;
    private final KnownProperties known;
    private final Calls calls;
    private final SlowPaths slow;
    private long executedBefore;
    private long budget;
    private long left;
    private boolean counting;

    Loop(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
        this.mutator = in.mutator;
        this.values = in.values;
        this.numbers = in.numbers;
        this.known = new KnownProperties(in.values, in.mutator.memory(), in.vm.classes());
        this.calls = in.calls;
        this.slow = new SlowPaths(in);
    }

    /** @param steps at most so many instructions @param counted whether each is seen alone */
    void begin(long steps, boolean counted) {
        executedBefore = executed();
        budget = steps;
        left = steps;
        counting = counted;
    }

    /** Whether the budget is spent. */
    boolean isSpent() {
        return left == 0;
    }

    /** Instructions that were carried out by counting runs. */
    long executed() {
        return executedBefore + budget - left;
    }

    /** Carries instructions out until the state is no longer RUNNING or the budget is spent. */
    void run() {
        stack.suspend(false);
        try {
            while (true) {
                int w = fast();
                if (w == SPENT) {
                    stack.sp++;
                    stack.suspend(true);
                    return;
                }
                slow.execute(w & 0xFF, Instructions.operand(w), stack.code(), stack.next, stack.sp);
                if (in.state() != Interpreter.State.RUNNING || stack.isEmpty()) {
                    return;
                }
                stack.outgoing = 0;
            }
        } finally {
            stack.outgoing = 0;
        }
    }

    /**
     * Carries out what is simple, until something is not or the budget is spent; then the state is in the stack. One
     * method, for the state must stay in variables; it has to remain below 8,000 bytes of bytecode, or it is never
     * compiled; a test sees to 7,500.
     *
     * <p>It calls nothing that is not inlined, since variables do not stay in registers across calls. And what several
     * kinds of instructions compute alike, the compiler computes once before it branches to any of them, for all of them:
     * {@code pc + 1}, {@code top - 1}, a field of the machine. Measured on fib(32), that was 60 % of the time. So the length
     * of an instruction and its effect on the stack come with it, kinds that share something share an arm and branch again
     * there, and the rest is written so that it differs.
     *
     * @return the instruction that is not simple, as {@link Instructions} has it, or {@link #SPENT}
     */
    private int fast() {
        final FrameStack st = stack;
        final KnownProperties known = this.known;
        final Mutator mutator = this.mutator;
        final Values values = this.values;
        final boolean counted = counting;
        final long nil = values.nil;
        final long no = values.no;
        final long yes = values.yes;
        final long shortInts = values.shortInts;
        frame : while (true) {
            final long[] s = st.words;
            final int fp = st.fp;
            final Code code = st.code();
            final int[] c = code.instructions(counted);
            final long[] constants = code.constants;
            int top = st.sp - 1;
            int pc = st.next;
            int op;
            int w;
            simple : while (true) {
                if (counted && left-- == 0) {
                    left = 0;
                    st.at(pc, pc, top);
                    return SPENT;
                }
                w = c[pc];
                op = w & 0xFF;
                int next = pc + Instructions.length(w);
                int operand = Instructions.operand(w);
                top += Instructions.effect(w);
                int popped = 0;
                switch (op) {
                    case Codes.NOP, Codes.BREAKPOINT, Codes.POP -> {
                    }
                    case Codes.CONST -> s[top] = constants[operand];
                    case Instructions.TWO_CONSTANTS -> {
                        s[top] = constants[operand];
                        s[++top] = constants[Instructions.operand(c[next - 3])];
                    }
                    case Codes.CONST_0 -> s[top] = values.zero;
                    case Codes.CONST_1 -> s[top] = values.one;
                    case Codes.NIL -> s[top] = nil;
                    case Codes.TRUE -> s[top] = yes;
                    case Codes.FALSE -> s[top] = no;
                    case Codes.DUP -> {
                        long x = s[top];
                        s[++top] = x;
                    }
                    case Codes.GET_LOCAL -> s[top] = s[fp + operand];
                    case Codes.GET_LOCAL_0, Codes.GET_LOCAL_1, Codes.GET_LOCAL_2, Codes.GET_LOCAL_3 ->
                        s[top] = s[fp + op - Codes.GET_LOCAL_0];
                    case Codes.SET_LOCAL -> s[fp + operand] = s[top];
                    case Instructions.STORE_LOCAL -> {
                        s[fp + operand] = s[top];
                        popped = 1;
                    }
                    case Codes.GET_GLOBAL, Codes.SET_GLOBAL -> {
                        GlobalCell cell = code.knownCell(operand);
                        if (cell == null || !cell.defined) {
                            break simple;
                        }
                        if (op == Codes.GET_GLOBAL) {
                            s[top] = cell.word;
                        } else {
                            cell.word = s[top];
                        }
                    }
                    case Codes.ADD, Codes.SUBTRACT, Codes.MULTIPLY, Codes.EQUAL, Codes.NE, Codes.LESS, Codes.LE,
                            Codes.GREATER, Codes.GE, Instructions.BELOW, Instructions.IF_EQUAL, Codes.SET_PROPERTY,
                            Instructions.STORE_PROPERTY -> {
                        long x = s[top];
                        long y = s[top + 1];
                        boolean ints = ((x | y) & shortInts) == 0;
                        switch (op) {
                            case Codes.ADD -> {
                                long sum = x + y;
                                if (!ints || ((x ^ sum) & (y ^ sum)) < 0) {
                                    break simple;
                                }
                                s[top] = sum;
                            }
                            case Codes.SUBTRACT -> {
                                long difference = x - y;
                                if (!ints || ((x ^ y) & (x ^ difference)) < 0) {
                                    break simple;
                                }
                                s[top] = difference;
                            }
                            case Codes.MULTIPLY -> {
                                long factor = y >> ValueConstants.TAG_BITS;
                                long product = x * factor;
                                if (!ints || Math.multiplyHigh(x, factor) != product >> 63) {
                                    break simple;
                                }
                                s[top] = product;
                            }
                            case Codes.SET_PROPERTY, Instructions.STORE_PROPERTY -> {
                                long field = known.field(x, code.stores, pc);
                                if (field == 0 || !mutator.storesPlainly(values.address(x))) {
                                    op = Codes.SET_PROPERTY;
                                    break simple;
                                }
                                mutator.storePlainly(field, y);
                                if (op == Codes.SET_PROPERTY) {
                                    s[top] = y;
                                } else {
                                    popped = 1;
                                }
                            }
                            case Codes.EQUAL, Codes.NE, Instructions.IF_EQUAL -> {
                                int equal = ints ? x == y ? 1 : 0 : numbers.glance(x, y);
                                if (equal < 0) {
                                    op = op == Codes.NE ? op : Codes.EQUAL;
                                    break simple;
                                }
                                if (op == Instructions.IF_EQUAL) {
                                    popped = 1;
                                    if (equal == 0) {
                                        next += Instructions.operand(c[next - 4]);
                                    }
                                } else {
                                    s[top] = equal != 0 == (op == Codes.EQUAL) ? yes : no;
                                }
                            }
                            default -> {
                                if (!ints) {
                                    op = op == Instructions.BELOW ? Codes.LESS : op;
                                    break simple;
                                }
                                boolean holds = op == Codes.LE
                                        ? x <= y
                                        : op == Codes.GREATER ? x > y : op == Codes.GE ? x >= y : x < y;
                                if (op == Instructions.BELOW) {
                                    popped = 1;
                                    if (!holds) {
                                        next += Instructions.operand(c[next - 4]);
                                    }
                                } else {
                                    s[top] = holds ? yes : no;
                                }
                            }
                        }
                    }
                    case Codes.ADD_CONST -> {
                        long x = s[top];
                        long y = constants[operand];
                        long sum = x + y;
                        if (((x | y) & shortInts) != 0 || ((x ^ sum) & (y ^ sum)) < 0) {
                            break simple;
                        }
                        s[top] = sum;
                    }
                    case Codes.NOT -> s[top] = s[top] == nil || s[top] == no ? yes : no;
                    case Codes.JUMP, Codes.JUMP_IF_FALSE, Codes.JUMP_IF_TRUE, Instructions.IF_TRUE -> {
                        long x = s[top];
                        boolean falsey = x == nil || x == no;
                        if (op == Codes.JUMP || falsey == (op != Codes.JUMP_IF_TRUE)) {
                            next += operand;
                        }
                        popped = op == Instructions.IF_TRUE ? 1 : 0;
                    }
                    case Codes.LOOP -> {
                        if (mutator.mustPoll()) {
                            break simple;
                        }
                        next -= operand;
                    }
                    case Instructions.TWO_LOCALS, Instructions.LOCAL_PLUS_CONST, Instructions.LOCAL_MINUS_CONST,
                            Instructions.LOCAL_BELOW_CONST -> {
                        long x = s[fp + operand];
                        int second = Instructions.operand(c[pc + 2]);
                        if (op == Instructions.TWO_LOCALS) {
                            s[top] = x;
                            s[++top] = s[fp + second];
                        } else {
                            long y = constants[second];
                            boolean minus = op == Instructions.LOCAL_MINUS_CONST;
                            long result = minus ? x - y : x + y;
                            if (((x | y) & shortInts) != 0) {
                                s[top] = x;
                                next = pc + 2;
                            } else if (op == Instructions.LOCAL_BELOW_CONST) {
                                popped = 1;
                                if (x >= y) {
                                    next += Instructions.operand(c[pc + 6]);
                                }
                            } else if (((x ^ result) & ((minus ? x : result) ^ y)) < 0) {
                                s[top] = x;
                                next = pc + 2;
                            } else {
                                s[top] = result;
                            }
                        }
                    }
                    case Codes.GET_PROPERTY, Instructions.LOCAL_PROPERTY, Instructions.INVOKE_NONE -> {
                        int[] fields = code.fields;
                        int at = next - 5;
                        if (op == Instructions.LOCAL_PROPERTY) {
                            s[top] = s[fp + operand];
                        } else if (op == Instructions.INVOKE_NONE) {
                            Code getter = known.method(s[top], code.methods, pc);
                            if (getter == null || getter.getter < 0 || !fits(getter, fp + code.extent, s)) {
                                op = Codes.INVOKE;
                                break simple;
                            }
                            fields = getter.fields;
                            at = getter.getter;
                        }
                        long field = known.field(s[top], fields, at);
                        if (field != 0) {
                            s[top] = mutator.load(field);
                        } else if (op == Instructions.LOCAL_PROPERTY) {
                            next = at;
                        } else {
                            op = op == Instructions.INVOKE_NONE ? Codes.INVOKE : op;
                            break simple;
                        }
                    }
                    default -> {
                        break simple;
                    }
                }
                top -= popped;
                pc = next;
            }
            int sp = top - Instructions.effect(w) + 1;
            if (op == Codes.RETURN) {
                if (leave(s, fp, sp)) {
                    continue frame;
                }
            } else if (op == Codes.CALL || op == Codes.INVOKE) {
                int arguments = Instructions.operand(w);
                int first = sp - arguments - 1;
                Code target = target(op, s[first], code, pc);
                if (target != null && enter(s, fp, fp + code.extent, first, arguments, target,
                        op == Codes.CALL ? s[first] : target.word, pc + Instructions.callLength(op))) {
                    continue frame;
                }
            }
            st.next = pc;
            st.sp = sp;
            return op | w & OPERAND;
        }
    }

    /** RETURN, if it is simple. */
    private boolean leave(long[] s, int fp, int sp) {
        long saved = s[fp - 2];
        if ((saved & ~FrameStack.RECEIVER) >= FrameStack.NEW_SEGMENT || stack.attention.count != 0
                || mutator.mustPoll()) {
            return false;
        }
        long back = s[fp - Code.HEADER];
        int place = (int) (back >>> Integer.SIZE);
        s[place] = (saved & FrameStack.RECEIVER) == 0 ? s[sp - 1] : stack.receivers.pop();
        stack.fp = (int) saved;
        stack.sp = place + 1;
        stack.next = (int) back;
        stack.depth--;
        return true;
    }

    /** What CALL or INVOKE calls, if that is simple. */
    private @Nullable Code target(int op, long receiver, Code code, int pc) {
        if (op == Codes.INVOKE) {
            return known.method(receiver, code.methods, pc);
        }
        Callee callee = pc < code.callees.length ? code.callees[pc] : null;
        if (callee == null) {
            // The slow way remembers what is called.
            return null;
        }
        return callee.word() == receiver ? callee.target() : calls.target(receiver);
    }

    /** Whether a frame more is possible, and has room in the present segment. */
    private boolean fits(Code target, int base, long[] s) {
        return stack.depth < stack.simpleDepth && base + Code.HEADER + target.extent <= s.length;
    }

    /**
     * A frame in the present segment.
     *
     * @param back where the caller goes on
     * @return false if there is no room, or something about the call is wrong
     */
    private boolean enter(long[] s, int fp, int base, int first, int arguments, Code target, long closure, int back) {
        if (target.arity != arguments || !fits(target, base, s)) {
            return false;
        }
        s[base] = (long) first << Integer.SIZE | back;
        s[base + 1] = fp;
        s[base + 2] = closure;
        int slot = base + Code.HEADER;
        // Mostly there is no argument or one, and no other slot: loops would cost more than they do.
        s[slot] = s[first];
        if (arguments > 0) {
            s[slot + 1] = s[first + 1];
            for (int k = 2; k <= arguments; k++) {
                s[slot + k] = s[first + k];
            }
        }
        if (arguments + 1 < target.slots) {
            s[slot + arguments + 1] = values.nil;
            for (int k = arguments + 2; k < target.slots; k++) {
                s[slot + k] = values.nil;
            }
        }
        s[slot + target.mapSlot()] = FrameStack.NO_MAP;
        stack.fp = slot;
        stack.sp = slot + target.slots;
        stack.next = 0;
        stack.push(target);
        if (counting) {
            in.countCall();
        }
        return true;
    }
}
