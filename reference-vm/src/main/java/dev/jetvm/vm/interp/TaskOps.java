package dev.jetvm.vm.interp;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code tasks}.
 *
 * @spec ISA-50
 * @spec ISA-51
 * @spec ISA-52
 */
final class TaskOps {
    private static final OperandPlace COUNT = Opcode.SPAWN.place(Operand.COUNT8);
    private static final int BOUND = BuiltinType.BOUND_METHOD.id();

    private final Worker in;

    TaskOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case SPAWN -> spawn(code.operand(COUNT, stack.pc), stack);
            case JOIN -> join(stack);
            case YIELD -> in.giveWay();
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void spawn(int arguments, FrameStack stack) {
        int first = stack.sp - arguments - 1;
        Calls.checkArity(callee(stack, first), arguments);
        int base = in.mutator.keep(in.taskObjects.allocate());
        try {
            in.mutator.keep(copyOfLocals());
            // What the stack refers to may have moved.
            Task child = in.vm.newChild(in.task);
            long callee = stack.words[first];
            LinkedFunction code = callee(stack, first);
            if (in.values.typeOf(callee) == BOUND) {
                stack.words[first] = in.instances.boundReceiver(callee);
                callee = in.instances.boundMethod(callee);
            }
            child.stack.enter(code, callee, stack.words, first, arguments, 0, 0);
            child.stack.suspend(true);
            child.locals = in.mutator.kept(base + 1);
            in.taskObjects.bind(in.mutator.kept(base), child);
            stack.replace(arguments + 1, in.mutator.kept(base));
            in.vm.start(child);
        } finally {
            in.mutator.release(base);
        }
    }

    /** Returns the code of what is to be spawned. @throws PanicException {@code not-callable} */
    private LinkedFunction callee(FrameStack stack, int first) {
        long callee = stack.words[first];
        LinkedFunction code = in.calls.target(in.values.typeOf(callee) == BOUND
                ? in.instances.boundMethod(callee)
                : callee);
        if (code == null) {
            throw new PanicException(PanicCode.NOT_CALLABLE, "a task runs a function, a closure or a bound method");
        }
        return code;
    }

    /** Returns the map of the locals that a child begins with. A safepoint. */
    private long copyOfLocals() {
        return in.task.locals == in.values.nil ? in.values.nil : in.taskLocals.copy();
    }

    private void join(FrameStack stack) {
        Task target = in.taskObjects.of(stack.operand(1));
        in.task.endWait();
        if (in.mayBeInterrupted() && in.task.isInterrupted(target)) {
            in.scopes.interrupt();
            return;
        }
        if (!target.isDead()) {
            Waiter waiter = in.task.beginWait(WaitReason.JOIN, target, in.mayBeInterrupted());
            if (target.addJoiner(waiter)) {
                in.suspend();
                return;
            }
            in.task.endWait();
        }
        long result = in.taskObjects.result(stack.operand(1));
        Panic panic = target.panic();
        if (panic == null) {
            stack.replace(1, result);
            return;
        }
        target.home().joined(target);
        if (target.home().isRoot()) {
            target.close();
        }
        in.unwinder.raiseAgain(panic, result);
    }
}
