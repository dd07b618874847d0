package dev.jetvm.vm.assembly;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Computes the greatest height of a function's operand stack. Each instruction is visited once, with the height of the
 * first visit. For code that the verifier accepts this height is the only one; for any other code it keeps the work
 * linear.
 */
final class StackFlow {
    private final Module module;
    private final FunctionDef function;
    private final boolean[] met;
    private final Deque<long[]> open = new ArrayDeque<>();
    private long highest;

    private StackFlow(Module module, FunctionDef function) {
        this.module = module;
        this.function = function;
        this.met = new boolean[function.code().length];
    }

    static long highest(Module module, FunctionDef function) {
        StackFlow flow = new StackFlow(module, function);
        flow.reach(0, 0);
        while (!flow.open.isEmpty()) {
            long[] next = flow.open.pop();
            if (Instruction.read(module, function, (int) next[0]) instanceof Reading.Read(Instruction instruction)) {
                flow.follow(instruction, next[1]);
            }
        }
        return flow.highest;
    }

    private void reach(long at, long height) {
        if (at < 0 || at >= met.length) {
            return;
        }
        highest = Math.max(highest, height);
        if (!met[(int) at]) {
            met[(int) at] = true;
            open.push(new long[]{at, height});
        }
    }

    private void follow(Instruction instruction, long height) {
        Opcode opcode = instruction.opcode();
        long after = Math.max(0, height - opcode.effect().pops(count(instruction))) + opcode.effect().pushes();
        highest = Math.max(highest, after);
        if (!opcode.is(Opcode.Flag.TERMINAL)) {
            reach(instruction.next(), after);
        }
        if (instruction.isJump()) {
            // A handler starts with the operands present at PUSH_RECOVER and the panic value above them.
            reach(instruction.target(), opcode == Opcode.PUSH_RECOVER ? after + 1 : after);
        }
    }

    private int count(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        for (int k = 0; k < opcode.operands().size(); k++) {
            if (opcode.operands().get(k).isCount()) {
                return instruction.operands()[k];
            }
        }
        return opcode.effect().counted() > 0 ? fields(instruction.operand(Operand.STRUCT)) : 0;
    }

    private int fields(int constant) {
        return constant < function.constants().size()
                && function.constants().get(constant) instanceof Constant.Type(int index)
                && module.types().get(index) instanceof TypeDef.Struct struct ? struct.fields().size() : 0;
    }
}
