package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Instruction;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * The instructions of a function that are reachable from its start, found without regard to the stack. Each path is
 * followed once. Unreachable bytes are never decoded (VERIFY-08).
 *
 * <p>Instructions do not overlap, so one mark for each byte is enough. A path that leads into an instruction, or to
 * bytes whose instruction would cover the start of another, is refused (VERIFY-05). Targets wait in a queue, so any
 * function costs one step for each reachable byte and jump, without recursion.
 *
 * @spec VERIFY-01
 * @spec VERIFY-02
 * @spec VERIFY-04
 * @spec VERIFY-05
 * @spec VERIFY-06
 * @spec VERIFY-08
 * @spec ERR-238
 */
final class ReachableCode {
    private final Body body;
    private final OperandChecks checks;
    private final BitSet starts = new BitSet();
    private final BitSet insides = new BitSet();
    private final BitSet joins = new BitSet();
    private final BitSet captured = new BitSet();
    /**
     * Targets not yet followed: the offset of the target in the high half, so that the first in code order is taken
     * first, and the offset of the jump in the low half. An instruction is thus decoded before a jump into it is
     * followed, and the refusal reports the jump.
     */
    private final PriorityQueue<Long> waiting = new PriorityQueue<>();
    private long steps;

    ReachableCode(Body body) {
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

    /** Returns the offsets that more than one path may reach: jump targets, handlers, and the first instruction. */
    BitSet joins() {
        return joins;
    }

    /**
     * Returns the slots that a closure of this function shares. Code outside this function may assign to them at any
     * time.
     */
    BitSet captured() {
        return captured;
    }

    /** Returns the work done, in instructions. */
    long steps() {
        return steps;
    }

    /**
     * Follows a path until it ends or reaches a known instruction.
     *
     * @param from offset of the jump that led to {@code start}
     */
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
