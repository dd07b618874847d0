package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.interp.Code.Callee;
import dev.jetvm.vm.isa.Codes;

/**
 * Instructions of the loop for operands that the loop does not handle itself, and the frequent ones that are not simple
 * enough for it. The state is in the stack, before and afterwards.
 *
 * <p>Clauses: ISA-08 to ISA-32.
 */
final class SlowPaths {
    private static final Callee NONE = new Callee(0, null);

    private final Interpreter in;
    private final FrameStack stack;
    private final Families families;

    SlowPaths(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
        this.families = new Families(in);
    }

    /** Carries one instruction out. @param operand as {@link Instructions} has it @param pc where it is */
    void execute(int op, int operand, Code code, int pc, int sp) {
        long[] s = stack.words;
        switch (op) {
            case Codes.GET_GLOBAL -> {
                stack.at(pc, pc + 3, sp);
                s[stack.sp++] = defined(code.cell(operand)).word;
            }
            case Codes.SET_GLOBAL -> {
                stack.at(pc, pc + 3, sp);
                defined(code.cell(operand)).word = s[sp - 1];
            }
            case Codes.GET_UPVALUE -> {
                stack.at(pc, pc + 2, sp);
                long upvalue = in.closures.capture(s[stack.fp - 1], operand);
                s[stack.sp++] = stack.upvalues.get(in.values.address(upvalue), stack);
            }
            case Codes.ADD, Codes.SUBTRACT, Codes.MULTIPLY, Codes.DIVIDE, Codes.MOD -> {
                stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.numbers.arithmetic(op, s[sp - 2], s[sp - 1]);
                stack.sp--;
            }
            case Codes.ADD_CONST -> {
                stack.at(pc, pc + 3, sp);
                s[sp - 1] = in.numbers.arithmetic(Codes.ADD, s[sp - 1], code.constants[operand]);
            }
            case Codes.EQUAL, Codes.NE -> {
                stack.at(pc, pc + 1, sp - 1);
                s[sp - 2] = in.values.ofBool(in.numbers.equal(s[sp - 2], s[sp - 1]) == (op == Codes.EQUAL));
            }
            case Codes.LESS, Codes.LE, Codes.GREATER, Codes.GE -> {
                stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.values.ofBool(in.numbers.ordered(op, s[sp - 2], s[sp - 1]));
                stack.sp--;
            }
            case Codes.LOOP -> {
                stack.at(pc, pc + 3, sp);
                in.mutator.poll();
                stack.next -= operand;
            }
            case Codes.JUMP_W -> stack.at(pc, pc + 5 + code.wide(pc + 1), sp);
            case Codes.JUMP_IF_FALSE_W ->
                stack.at(pc, pc + 5 + (in.values.isFalsey(s[sp - 1]) ? code.wide(pc + 1) : 0), sp);
            case Codes.JUMP_IF_TRUE_W ->
                stack.at(pc, pc + 5 + (in.values.isFalsey(s[sp - 1]) ? 0 : code.wide(pc + 1)), sp);
            default -> larger(op, operand, code, pc, s, sp);
        }
    }

    private void larger(int op, int operand, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.GET_PROPERTY -> {
                stack.at(pc, pc + 5, sp);
                s[sp - 1] = in.instances.get(s, sp - 1, code, pc, code.nameAt(operand));
            }
            case Codes.SET_PROPERTY -> {
                stack.at(pc, pc + 5, sp);
                in.instances.set(s, sp - 2, code, pc, code.nameAt(operand));
                s[sp - 2] = s[sp - 1];
                stack.sp--;
            }
            case Codes.GET_INDEX -> {
                stack.at(pc, pc + 1, sp);
                s[sp - 2] = in.aggregates.get(s[sp - 2], s[sp - 1]);
                stack.sp--;
            }
            case Codes.SET_INDEX -> {
                stack.at(pc, pc + 1, sp);
                in.aggregates.set(s, sp - 3);
                s[sp - 3] = s[sp - 1];
                stack.sp -= 2;
            }
            case Codes.CALL -> {
                int arguments = operand;
                stack.calling(pc, pc + 2, sp, arguments + 1);
                if (!code.knowsCallee(pc)) {
                    remember(code, pc, s[sp - arguments - 1]);
                }
                in.calls.call(arguments);
            }
            case Codes.INVOKE -> {
                int arguments = code.bytes[pc + 3] & 0xFF;
                stack.calling(pc, pc + 6, sp, arguments + 1);
                families.invoke(code, pc, arguments);
            }
            case Codes.RETURN -> {
                stack.at(pc, pc + 1, sp);
                in.mutator.poll();
                in.returns.leave();
            }
            default -> families.execute(op, code, pc, sp);
        }
    }

    private void remember(Code code, int pc, long word) {
        Code target = in.calls.target(word);
        code.setCallee(pc, target != null && target.word == word ? new Callee(word, target) : NONE);
    }

    private static GlobalCell defined(GlobalCell cell) {
        if (!cell.defined) {
            throw new PanicException(PanicCode.UNDEFINED, "Undefined variable '" + cell.name + "'");
        }
        return cell;
    }
}
