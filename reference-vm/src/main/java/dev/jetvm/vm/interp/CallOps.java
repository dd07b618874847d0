package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.vm.interp.FeedbackVector.Callee;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code calls}.
 *
 * @spec ISA-23
 * @spec ISA-24
 * @spec ISA-33
 * @spec ISA-39
 */
@PerMutator
final class CallOps {
    private static final OperandPlace COUNT = Opcode.CALL.place(Operand.COUNT8);
    private static final OperandPlace TAIL_COUNT = Opcode.TAIL_CALL.place(Operand.COUNT8);

    /**
     * A callee that is not a function without captures. Its word equals no value, so an engine must examine the callee
     * itself.
     */
    private static final Callee NO_FUNCTION = new Callee(0, null);

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

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case CALL -> call(code, stack);
            case TAIL_CALL -> tailCall(code.operand(TAIL_COUNT, stack.pc), stack);
            case RETURN -> {
                mutator.poll();
                returns.leave();
            }
            case HALT -> in.task.halted(in.values.nil);
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void call(LinkedFunction code, FrameStack stack) {
        int arguments = code.operand(COUNT, stack.pc);
        stack.outgoing = arguments + 1;
        record(code, stack.pc, stack.operand(arguments + 1));
        calls.call(arguments);
    }

    /** Records the callee of the first call that does not call a class. {@link Calls} records calls of classes. */
    private void record(LinkedFunction code, int pc, long callee) {
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(pc);
        if (in.values.is(callee, BuiltinType.CLASS) || feedback.entry(index, Callee.class) != null) {
            return;
        }
        LinkedFunction target = calls.target(callee);
        if (in.values.is(callee, BuiltinType.NATIVE)) {
            feedback.setEntry(index, new Callee(callee, null, calls.number(callee)));
        } else {
            feedback.setEntry(index, target != null && target.word == callee
                    ? new Callee(callee, target)
                    : NO_FUNCTION);
        }
    }

    private void tailCall(int arguments, FrameStack stack) {
        stack.outgoing = arguments + 1;
        if (mutator.mustPoll()) {
            mutator.poll();
        }
        calls.tailCall(arguments);
    }
}
