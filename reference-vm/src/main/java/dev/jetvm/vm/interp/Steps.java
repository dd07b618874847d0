package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.interp.FastFunction.Callee;
import dev.jetvm.vm.isa.Codes;

/**
 * Carries out any instruction by itself: the frequent ones here, the others by {@link Families}. What {@link FastLoop} does
 * in a hurry must be the same. The state is in the stack, before and afterwards; whatever may panic, collect or change
 * frames finds it there.
 *
 * <p>Clauses: ISA-01 to ISA-32.
 */
final class Steps {
    private static final Callee NONE = new Callee(0, null);

    private final Worker in;
    private final Families families;

    Steps(Worker in) {
        this.in = in;
        this.families = new Families(in);
    }

    /** Carries one instruction out. @param pc where it is */
    void execute(Code code, int pc, int sp) {
        long[] s = in.stack.words;
        int op = code.u8(pc);
        switch (op) {
            case Codes.NOP, Codes.BREAKPOINT -> in.stack.at(pc, pc + 1, sp);
            case Codes.POP -> in.stack.at(pc, pc + 1, sp - 1);
            case Codes.DUP -> push(pc, 1, s, sp, s[sp - 1]);
            case Codes.CONST -> push(pc, 3, s, sp, code.constants[code.u16(pc + 1)]);
            case Codes.CONST_0 -> push(pc, 1, s, sp, in.values.zero);
            case Codes.CONST_1 -> push(pc, 1, s, sp, in.values.one);
            case Codes.NIL -> push(pc, 1, s, sp, in.values.nil);
            case Codes.TRUE -> push(pc, 1, s, sp, in.values.yes);
            case Codes.FALSE -> push(pc, 1, s, sp, in.values.no);
            case Codes.GET_LOCAL -> push(pc, 2, s, sp, local(code.u8(pc + 1)));
            case Codes.GET_LOCAL_0, Codes.GET_LOCAL_1, Codes.GET_LOCAL_2, Codes.GET_LOCAL_3 ->
                push(pc, 1, s, sp, local(op - Codes.GET_LOCAL_0));
            case Codes.SET_LOCAL -> {
                in.stack.at(pc, pc + 2, sp);
                in.upvalues.setLocal(in.stack, code.u8(pc + 1), s[sp - 1]);
            }
            case Codes.GET_GLOBAL -> {
                in.stack.at(pc, pc + 3, sp);
                s[in.stack.sp++] = defined(code, pc).get();
            }
            case Codes.SET_GLOBAL -> {
                in.stack.at(pc, pc + 3, sp);
                defined(code, pc).set(s[sp - 1]);
            }
            case Codes.GET_UPVALUE -> {
                in.stack.at(pc, pc + 2, sp);
                s[in.stack.sp++] = in.upvalues.get(in.closures.capture(s[in.stack.fp - 1], code.u8(pc + 1)));
            }
            default -> computing(op, code, pc, s, sp);
        }
    }

    private long local(int slot) {
        return in.upvalues.local(in.stack, slot);
    }

    private void push(int pc, int length, long[] s, int sp, long word) {
        in.stack.at(pc, pc + length, sp + 1);
        s[sp] = word;
    }

    private void computing(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.ADD, Codes.SUBTRACT, Codes.MULTIPLY, Codes.DIVIDE, Codes.MOD -> {
                in.stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.numbers.arithmetic(op, s[sp - 2], s[sp - 1]);
                in.stack.sp--;
            }
            case Codes.ADD_CONST -> {
                in.stack.at(pc, pc + 3, sp);
                s[sp - 1] = in.numbers.arithmetic(Codes.ADD, s[sp - 1], code.constants[code.u16(pc + 1)]);
            }
            case Codes.EQUAL, Codes.NE -> {
                in.stack.at(pc, pc + 1, sp - 1);
                s[sp - 2] = in.values.ofBool(in.numbers.equal(s[sp - 2], s[sp - 1]) == (op == Codes.EQUAL));
            }
            case Codes.LESS, Codes.LE, Codes.GREATER, Codes.GE -> {
                in.stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.values.ofBool(in.numbers.ordered(op, s[sp - 2], s[sp - 1]));
                in.stack.sp--;
            }
            case Codes.NOT -> {
                in.stack.at(pc, pc + 1, sp);
                s[sp - 1] = in.values.ofBool(in.values.isFalsey(s[sp - 1]));
            }
            case Codes.JUMP -> in.stack.at(pc, pc + 3 + code.u16(pc + 1), sp);
            case Codes.JUMP_W -> in.stack.at(pc, pc + 5 + code.wide(pc + 1), sp);
            case Codes.JUMP_IF_FALSE, Codes.JUMP_IF_TRUE ->
                in.stack.at(pc, pc + 3 + (jumps(op == Codes.JUMP_IF_TRUE, s[sp - 1]) ? code.u16(pc + 1) : 0), sp);
            case Codes.JUMP_IF_FALSE_W, Codes.JUMP_IF_TRUE_W ->
                in.stack.at(pc, pc + 5 + (jumps(op == Codes.JUMP_IF_TRUE_W, s[sp - 1]) ? code.wide(pc + 1) : 0), sp);
            case Codes.LOOP -> {
                in.stack.at(pc, pc + 3, sp);
                in.mutator.poll();
                in.stack.next -= code.u16(pc + 1);
            }
            default -> larger(op, code, pc, s, sp);
        }
    }

    private boolean jumps(boolean wanted, long condition) {
        return in.values.isFalsey(condition) != wanted;
    }

    private void larger(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.GET_PROPERTY -> {
                in.stack.at(pc, pc + 5, sp);
                s[sp - 1] = in.instances.get(s, sp - 1, code, pc, code.nameAt(code.u16(pc + 1)));
            }
            case Codes.SET_PROPERTY -> {
                in.stack.at(pc, pc + 5, sp);
                in.instances.set(s, sp - 2, code, pc, code.nameAt(code.u16(pc + 1)));
                s[sp - 2] = s[sp - 1];
                in.stack.sp--;
            }
            case Codes.GET_INDEX -> {
                in.stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.aggregates.get(s[sp - 2], s[sp - 1]);
                in.stack.sp--;
            }
            case Codes.SET_INDEX -> {
                in.stack.at(pc, pc + 1, sp);
                in.aggregates.set(s, sp - 3);
                s[sp - 3] = s[sp - 1];
                in.stack.sp -= 2;
            }
            case Codes.CALL -> {
                int arguments = code.u8(pc + 1);
                in.stack.calling(pc, pc + 2, sp, arguments + 1);
                if (code.fast.wantsCallee(pc)) {
                    remember(code, pc, s[sp - arguments - 1]);
                }
                in.calls.call(arguments);
            }
            case Codes.INVOKE -> {
                int arguments = code.u8(pc + 3);
                in.stack.calling(pc, pc + 6, sp, arguments + 1);
                families.invoke(code, pc, arguments);
            }
            case Codes.RETURN -> {
                in.stack.at(pc, pc + 1, sp);
                in.mutator.poll();
                in.returns.leave();
            }
            default -> families.execute(op, code, pc, sp);
        }
    }

    private void remember(Code code, int pc, long word) {
        Code target = in.calls.target(word);
        code.fast.setCallee(pc, target != null && target.word == word ? new Callee(word, target) : NONE);
    }

    private static GlobalCell defined(Code code, int pc) {
        GlobalCell cell = code.cell(code.u16(pc + 1));
        if (!cell.isDefined()) {
            throw new PanicException(PanicCode.UNDEFINED, "Undefined variable '" + cell.name + "'");
        }
        code.fast.setCell(pc, cell);
        return cell;
    }
}
