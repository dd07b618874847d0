package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Instruction;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * The instructions of a function that control can reach, found without looking at the stack: from the start of the
 * function along each way once. What is not reached is never looked at (VERIFY-08).
 *
 * <p>Instructions do not overlap, so one mark for each byte is enough: a way that comes to the inside of an instruction,
 * or to bytes whose instruction would cover the start of another, is refused (VERIFY-05). Targets wait in a queue, so a
 * function of any form costs one step for each reachable byte and jump, and nothing calls itself.
 *
 * @spec VERIFY-01
 * @spec VERIFY-02
 * @spec VERIFY-04
 * @spec VERIFY-05
 * @spec VERIFY-06
 * @spec VERIFY-08
 * @spec ERR-238
 */
final class Shape {
    private final Body body;
    private final OperandChecks checks;
    private final BitSet starts = new BitSet();
    private final BitSet insides = new BitSet();
    private final BitSet joins = new BitSet();
    private final BitSet captured = new BitSet();
    /**
     * Targets not looked at: the offset in the high half, so that the first in the code comes first, and the jump. An
     * instruction is then known before a jump into its inside is, and the jump is what is refused.
     */
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();
    private long steps;

    Shape(Body body) {
        this.body = body;
        this.checks = new OperandChecks(body);
        if (body.length() == 0) {
            throw body.refused("code-falls-off-end", 0, "there is no code");
        }
        follow(0, 0);
        while (!waiting.isEmpty()) {
            long next = waiting.remove();
            follow((int) (next >>> Integer.SIZE), (int) next);
        }
    }

    /** Offsets to which more than one way may lead: targets of jumps, handlers, and the first instruction. */
    BitSet joins() {
        return joins;
    }

    /** Slots that a closure of this function shares: anything may be assigned to them at any time. */
    BitSet captured() {
        return captured;
    }

    /** Work done, in instructions. */
    long steps() {
        return steps;
    }

    /** One way, until it ends or comes to a place that is known. @param from the jump that led here */
    private void follow(int start, int from) {
        joins.set(start);
        int before = from;
        int at = start;
        while (!starts.get(at)) {
            if (insides.get(at)) {
                throw body.refused("jump-target", before, "%04x is inside an instruction".formatted(at));
            }
            Instruction instruction = body.instruction(at);
            steps++;
            mark(instruction);
            checks.check(instruction);
            if (instruction.isJump()) {
                jump(instruction);
            } else if (instruction.opcode() == Opcode.CLOSURE) {
                capture(instruction);
            }
            if (instruction.opcode().is(Opcode.Flag.TERMINAL)) {
                return;
            }
            if (instruction.next() == body.length()) {
                throw body.refused("code-falls-off-end", instruction,
                        instruction.opcode() + " is the last instruction, and control goes on behind it");
            }
            before = at;
            at = instruction.next();
        }
    }

    private void mark(Instruction instruction) {
        for (int covered = instruction.at() + 1; covered < instruction.next(); covered++) {
            if (starts.get(covered)) {
                throw body.refused("jump-target", instruction,
                        "%s covers %04x, which is reached too".formatted(instruction.opcode(), covered));
            }
        }
        starts.set(instruction.at());
        insides.set(instruction.at() + 1, instruction.next());
    }

    private void jump(Instruction instruction) {
        long target = instruction.target();
        if (target < 0 || target >= body.length()) {
            throw body.refused("jump-target", instruction, "%s goes to %d, the function ends at %d"
                    .formatted(instruction.opcode(), target, body.length()));
        }
        waiting.add(target << Integer.SIZE | instruction.at());
    }

    private void capture(Instruction instruction) {
        int[] operands = instruction.operands();
        for (int k = 1; k < operands.length; k += 2) {
            if (operands[k] == 1) {
                captured.set(operands[k + 1]);
            }
        }
    }
}
