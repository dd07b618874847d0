package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * Data flow analysis of a function, from the entry along every path until the states at the joins no longer change.
 *
 * <p>The method is that of Kildall, A unified approach to global program optimization (POPL 1973), with states kept
 * only at joins. An instruction costs one step each time the preceding join changes, which is at most {@link
 * Joins#CHANGES_MAX} + 2 times.
 *
 * @spec VERIFY-02
 * @spec VERIFY-03
 * @spec VERIFY-07
 * @spec VERIFY-11
 * @spec VERIFY-12
 * @spec VERIFY-13
 * @spec ERR-237
 */
final class Flow {
    private final Body body;
    private final ReachableCode shape;
    private final Joins joins;
    private final Frame frame;
    private final Frame handler;
    private final Effects effects;
    private long steps;

    /** Working frames, shared by all functions. */
    static final class Frames {
        private final Pair tracked = new Pair(true);
        private @Nullable Pair untracked;

        private record Pair(Frame frame, Frame handler) {
            Pair(boolean tracked) {
                this(new Frame(tracked), new Frame(tracked));
            }
        }

        /** The frames for functions whose kinds are tracked, or not; few functions are so large that they are not. */
        private Pair of(boolean kinds) {
            if (kinds) {
                return tracked;
            }
            Pair known = untracked;
            if (known == null) {
                known = new Pair(false);
                untracked = known;
            }
            return known;
        }
    }

    Flow(Body body, ReachableCode shape, Frames frames) {
        this.body = body;
        this.shape = shape;
        this.joins = new Joins(body, shape.joins());
        Frames.Pair pair = frames.of(joins.tracked());
        this.frame = pair.frame;
        this.handler = pair.handler;
        this.effects = new Effects(body, frame, shape.captured(), new RecoverStacks());
    }

    /** Returns the work done, in instructions and words. */
    long steps() {
        return steps + joins.steps();
    }

    /** Analyses all paths. */
    void run() {
        enter();
        joins.reach(0, frame, 0);
        while (joins.isPending()) {
            block(joins.next());
        }
    }

    private void enter() {
        FunctionDef function = body.function();
        frame.begin(function.slots());
        for (int slot = 0; slot < function.slots(); slot++) {
            frame.set(slot, slot <= function.arity() || shape.captured().get(slot) ? Kinds.ANY : Kinds.NIL);
        }
    }

    /** Follows the instructions from a join to the end of the path or to the next join. */
    private void block(int join) {
        joins.load(join, frame);
        int at = joins.place(join);
        while (true) {
            Instruction instruction = body.instruction(at);
            steps++;
            branch(instruction);
            effects.apply(instruction);
            if (instruction.isJump() && instruction.opcode() != Opcode.PUSH_RECOVER) {
                joins.reach(joins.at((int) instruction.target()), frame, at);
            }
            if (instruction.opcode().is(Opcode.Flag.TERMINAL)) {
                return;
            }
            if (shape.joins().get(instruction.next())) {
                joins.reach(joins.at(instruction.next()), frame, at);
                return;
            }
            at = instruction.next();
        }
    }

    /** The exceptional path from a PUSH_RECOVER to its handler. */
    private void branch(Instruction instruction) {
        if (instruction.opcode() == Opcode.PUSH_RECOVER) {
            effects.checkRoom(instruction, frame.height + 1);
            handler.handle(frame);
            steps += handler.words();
            joins.reach(joins.at((int) instruction.target()), handler, instruction.at());
        }
    }

    /** Derives the stack maps from the final states, in code order. */
    void derive(MapWriter maps) {
        for (int join = 0; join < joins.count(); join++) {
            joins.load(join, frame);
            int at = joins.place(join);
            boolean goesOn = true;
            while (goesOn) {
                Instruction instruction = body.instruction(at);
                steps++;
                if (instruction.opcode().is(Opcode.Flag.SAFEPOINT)) {
                    maps.add(body, instruction, frame, frame.height - handedOver(instruction));
                }
                effects.apply(instruction);
                at = instruction.next();
                goesOn = !instruction.opcode().is(Opcode.Flag.TERMINAL) && !shape.joins().get(at);
            }
        }
    }

    /**
     * Returns the number of operands that have passed to the callee at the safepoint. A tail call has passed none yet,
     * since the cleanups of the frame run first.
     */
    private int handedOver(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        return opcode.is(Opcode.Flag.CALLING) && !opcode.is(Opcode.Flag.TERMINAL) ? effects.pops(instruction) : 0;
    }
}
