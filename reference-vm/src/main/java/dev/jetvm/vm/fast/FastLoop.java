package dev.jetvm.vm.fast;

import static dev.jetvm.runtime.value.ValueConstants.FALSE;
import static dev.jetvm.runtime.value.ValueConstants.NIL;
import static dev.jetvm.runtime.value.ValueConstants.TAG_BITS;
import static dev.jetvm.runtime.value.ValueConstants.TAG_MASK;
import static dev.jetvm.runtime.value.ValueConstants.TRUE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.FrameStack;
import dev.jetvm.vm.interp.GlobalCell;
import dev.jetvm.vm.interp.Values;
import dev.jetvm.vm.interp.Worker;

/**
 * Executes simple instructions on tagged words: int arithmetic, access to fields and methods in the feedback of a
 * function, calls of functions and returns. The plain engine executes all other instructions, and would execute these
 * with the same results.
 *
 * @spec INTERP-01
 * @spec INTERP-13a
 */
@PerMutator
final class FastLoop {
    /** The innermost frame is of a function without a translation. */
    static final int NOT_TRANSLATED = -1;
    private final Mutator mutator;
    private final FastEquality equality;
    private final FastProperties properties;
    private final FastFrames frames;

    FastLoop(Worker worker, FastFrames frames) {
        this.mutator = worker.mutator();
        this.equality = new FastEquality(mutator);
        this.properties = new FastProperties(mutator.memory(), worker.vm().classes());
        this.frames = frames;
    }

    /**
     * Executes instructions until one requires the plain engine or calls a native; the stack then holds the state before that
     * instruction. This is one method because the state must stay in local variables. Its bytecode must be shorter than
     * 8,000 bytes, or the JVM never compiles it; a test requires less than 7,500.
     *
     * <p>Performance depends on the form of the code. The method calls nothing that is not inlined, since variables do
     * not stay in registers across calls. If several kinds compute the same value, such as {@code pc + 1} or a field of
     * this object, the compiler computes it once, before it branches to any of them, and too few registers remain.
     * Therefore the word of an instruction contains the change of the stack height, all jumps share one place, small
     * constants are in the words, and calls are made after the inner loop. {@code benchmarks/README.adoc} contains the
     * measurements.
     *
     * @return index of that instruction, or {@link #NOT_TRANSLATED}
     */
    int run(FrameStack st) {
        frame : while (true) {
            final long[] s = st.words;
            final int fp = st.fp;
            if (!(st.code().translation instanceof FastFunction f)) {
                // The function is translated before this loop is entered again; even a rare call here would cost
                // registers everywhere.
                return NOT_TRANSLATED;
            }
            final long[] c = f.words;
            int top = st.sp - 1;
            int pc = f.index(st.next);
            simple : while (true) {
                long w = c[pc++];
                top += FastCode.effect(w);
                int kind = FastCode.kind(w);
                int skip = 0;
                boolean taken = false;
                switch (kind) {
                    case FastCode.NOTHING, FastCode.POP -> {
                    }
                    case FastCode.DUP -> s[top] = s[top - 1];
                    case FastCode.IMMEDIATE -> s[top] = FastCode.immediate(w);
                    case FastCode.CONSTANT, FastCode.TWO_CONSTANTS -> {
                        long[] constants = f.constants;
                        s[top] = constants[FastCode.first(w)];
                        if (kind == FastCode.TWO_CONSTANTS) {
                            s[++top] = constants[FastCode.second(w)];
                            skip = 1;
                        }
                    }
                    case FastCode.GET_LOCAL -> s[top] = s[fp + FastCode.first(w)];
                    case FastCode.TWO_LOCALS -> {
                        s[top] = s[fp + FastCode.first(w)];
                        s[++top] = s[fp + FastCode.second(w)];
                        skip = 1;
                    }
                    case FastCode.SET_LOCAL -> s[fp + FastCode.first(w)] = s[top];
                    case FastCode.STORE_LOCAL -> {
                        s[fp + FastCode.first(w)] = s[top--];
                        skip = 1;
                    }
                    case FastCode.LOCAL_PLUS, FastCode.LOCAL_BELOW -> {
                        long x = s[fp + FastCode.slot(w)];
                        if ((x & TAG_MASK) != 0) {
                            s[top] = x;
                        } else if (kind == FastCode.LOCAL_BELOW) {
                            top--;
                            skip = 4;
                            taken = x >= FastCode.limit(w);
                        } else {
                            long y = FastCode.addend(w);
                            long sum = x + y;
                            if (((x ^ sum) & (y ^ sum)) < 0) {
                                s[top] = x;
                            } else {
                                s[top] = sum;
                                skip = 2;
                            }
                        }
                    }
                    case FastCode.GET_GLOBAL, FastCode.SET_GLOBAL -> {
                        // A plain load: with acquire semantics here and in the cell, programs without globals, too,
                        // ran 1.3 times longer. A cell that was published by a data race reads as undefined.
                        if (!(f.entries[pc - 1] instanceof GlobalCell cell)) {
                            break simple;
                        }
                        if (kind == FastCode.SET_GLOBAL) {
                            cell.set(s[top]);
                        } else {
                            long value = cell.get();
                            if (value == GlobalCell.UNDEFINED) {
                                break simple;
                            }
                            s[top] = value;
                        }
                    }
                    case FastCode.PLUS -> {
                        long x = s[top];
                        long y = FastCode.addend(w);
                        long sum = x + y;
                        if ((x & TAG_MASK) != 0 || ((x ^ sum) & (y ^ sum)) < 0) {
                            break simple;
                        }
                        s[top] = sum;
                    }
                    case FastCode.ADD -> {
                        long x = s[top];
                        long y = s[top + 1];
                        long sum = x + y;
                        if (((x | y) & TAG_MASK) != 0 || ((x ^ sum) & (y ^ sum)) < 0) {
                            break simple;
                        }
                        s[top] = sum;
                    }
                    case FastCode.SUBTRACT -> {
                        long x = s[top];
                        long y = s[top + 1];
                        long difference = x - y;
                        if (((x | y) & TAG_MASK) != 0 || ((x ^ y) & (x ^ difference)) < 0) {
                            break simple;
                        }
                        s[top] = difference;
                    }
                    case FastCode.MULTIPLY -> {
                        long x = s[top];
                        long y = s[top + 1];
                        long factor = y >> TAG_BITS;
                        long product = x * factor;
                        if (((x | y) & TAG_MASK) != 0 || Math.multiplyHigh(x, factor) != product >> 63) {
                            break simple;
                        }
                        s[top] = product;
                    }
                    case FastCode.SET_PROPERTY, FastCode.STORE_PROPERTY -> {
                        long x = s[top];
                        long field = properties.field(x, f.fields, pc - 1);
                        if (field == 0 || !mutator.storesPlainly(Values.taggedAddress(x))) {
                            break simple;
                        }
                        long y = s[top + 1];
                        mutator.storePlainly(field, y);
                        if (kind == FastCode.STORE_PROPERTY) {
                            top--;
                            skip = 1;
                        } else {
                            s[top] = y;
                        }
                    }
                    case FastCode.EQUAL, FastCode.NE, FastCode.IF_EQUAL -> {
                        int equal = equality.test(s[top], s[top + 1]);
                        if (equal < 0) {
                            break simple;
                        }
                        if (kind == FastCode.IF_EQUAL) {
                            top--;
                            skip = 2;
                            taken = equal == 0;
                        } else {
                            s[top] = equal != 0 == (kind == FastCode.EQUAL) ? TRUE : FALSE;
                        }
                    }
                    case FastCode.LESS, FastCode.LE, FastCode.GREATER, FastCode.GE, FastCode.IF_LESS -> {
                        long x = s[top];
                        long y = s[top + 1];
                        if (((x | y) & TAG_MASK) != 0) {
                            break simple;
                        }
                        boolean holds = kind == FastCode.LE
                                ? x <= y
                                : kind == FastCode.GREATER ? x > y : kind == FastCode.GE ? x >= y : x < y;
                        if (kind == FastCode.IF_LESS) {
                            top--;
                            skip = 2;
                            taken = !holds;
                        } else {
                            s[top] = holds ? TRUE : FALSE;
                        }
                    }
                    case FastCode.NOT -> s[top] = s[top] == NIL || s[top] == FALSE ? TRUE : FALSE;
                    case FastCode.JUMP -> taken = true;
                    case FastCode.JUMP_IF_FALSE, FastCode.JUMP_IF_TRUE, FastCode.IF_TRUE -> {
                        long x = s[top];
                        boolean falsey = x == NIL || x == FALSE;
                        if (kind == FastCode.IF_TRUE) {
                            top--;
                            skip = 1;
                        }
                        taken = falsey != (kind == FastCode.JUMP_IF_TRUE);
                    }
                    case FastCode.LOOP -> {
                        if (mutator.mustPoll()) {
                            break simple;
                        }
                        taken = true;
                    }
                    case FastCode.GET_PROPERTY, FastCode.LOCAL_PROPERTY -> {
                        int at = pc - 1;
                        if (kind == FastCode.LOCAL_PROPERTY) {
                            s[top] = s[fp + FastCode.first(w)];
                            at = pc;
                        }
                        long field = properties.field(s[top], f.fields, at);
                        if (field != 0) {
                            s[top] = mutator.load(field);
                            pc = at + 1;
                        } else if (kind == FastCode.GET_PROPERTY) {
                            break simple;
                        }
                    }
                    case FastCode.INVOKE_NONE -> {
                        LinkedFunction getter = properties.method(s[top], f.methods, pc - 1);
                        if (getter == null || !getter.getter || !FastFrames.fit(st, getter, fp + f.extent, s)
                                || !(getter.translation instanceof FastFunction g)) {
                            break simple;
                        }
                        long field = properties.field(s[top], g.fields, LinkedFunction.GETTER_PROPERTY);
                        if (field == 0) {
                            break simple;
                        }
                        s[top] = mutator.load(field);
                    }
                    default -> {
                        break simple;
                    }
                }
                pc += skip;
                if (taken) {
                    pc += FastCode.jump(w);
                }
            }
            long w = c[--pc];
            top -= FastCode.effect(w);
            int kind = FastCode.kind(w);
            if (kind >= FastCode.RETURN) {
                if (frames.leave(st, s, fp, kind == FastCode.RETURN ? top : fp + FastCode.first(w))) {
                    continue frame;
                }
            } else if (kind >= FastCode.CALL) {
                int arguments = FastCode.first(w);
                int first = top - arguments;
                LinkedFunction target;
                if (kind == FastCode.SUPER_INVOKE) {
                    target = properties.inherited(s[top], f.methods, pc);
                    first--;
                } else {
                    target = kind == FastCode.CALL
                            ? frames.callee(s[first], f, pc)
                            : properties.method(s[first], f.methods, pc);
                }
                if (target != null && FastFrames.enter(st, s, fp, fp + f.extent, first, arguments, target,
                        kind == FastCode.CALL ? s[first] : target.word, f.offsets[pc + 1])) {
                    if (kind == FastCode.INVOKE_NONE && !target.getter) {
                        // Disables the search for a getter at this site.
                        c[pc] = FastCode.word(FastCode.INVOKE, 0, 0);
                    }
                    continue frame;
                }
            }
            st.next = f.offsets[pc];
            st.sp = top + 1;
            return pc;
        }
    }
}
