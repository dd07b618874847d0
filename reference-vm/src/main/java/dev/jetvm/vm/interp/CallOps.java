package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.vm.isa.Codes;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Instructions of the family {@code calls}.
 *
 * @spec ISA-23
 * @spec ISA-24
 * @spec ISA-33
 * @spec ISA-39
 */
final class CallOps {
    private static final OperandPlace COUNT = Opcode.CALL.place(Operand.COUNT8);
    private static final OperandPlace TAIL_COUNT = Opcode.TAIL_CALL.place(Operand.COUNT8);

    private final Worker in;
    private final Mutator mutator;
    private final Calls calls;
    private final Returns returns;

    CallOps(Worker in) {
        this.in = in;
        this.mutator = in.mutator;
        this.calls = in.calls;
        this.returns = in.returns;
    }

    void execute(int op, Code code, FrameStack stack) {
        switch (op) {
            case Codes.CALL -> call(code, stack);
            case Codes.TAIL_CALL -> tailCall(code.operand(TAIL_COUNT, stack.pc), stack);
            case Codes.RETURN -> {
                mutator.poll();
                returns.leave();
            }
            case Codes.HALT -> in.task.halted(in.values.nil);
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void call(Code code, FrameStack stack) {
        int arguments = code.operand(COUNT, stack.pc);
        stack.outgoing = arguments + 1;
        if (code.fast.wantsCallee(stack.pc)) {
            long callee = stack.operand(arguments + 1);
            Code target = calls.target(callee);
            code.fast.setCallee(stack.pc, target != null && target.word == callee
                    ? new FastFunction.Callee(callee, target)
                    : new FastFunction.Callee(0, null));
        }
        calls.call(arguments);
    }

    private void tailCall(int arguments, FrameStack stack) {
        stack.outgoing = arguments + 1;
        if (mutator.mustPoll()) {
            mutator.poll();
        }
        calls.tailCall(arguments);
    }
}
