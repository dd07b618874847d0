package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.StackEffect;
import dev.jetvm.vm.isa.Target;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.TypeDef;
import java.util.BitSet;
import java.util.List;

/**
 * The effect of an instruction on the frame, according to the instruction table.
 *
 * @spec VERIFY-03
 * @spec VERIFY-07
 * @spec VERIFY-12
 * @spec INTERP-12
 * @spec INTERP-07
 */
final class Effects {
    private final Body body;
    private final Frame frame;
    private final BitSet captured;
    private final RecoverStacks recovers;
    private final int[] results = new int[3];

    /** @param captured slots shared with closures; their kind is always any */
    Effects(Body body, Frame frame, BitSet captured, RecoverStacks recovers) {
        this.body = body;
        this.frame = frame;
        this.captured = captured;
        this.recovers = recovers;
    }

    /** Returns the number of operands that a counted item comprises. */
    private int count(Instruction instruction) {
        if (instruction.opcode() == Opcode.NEW_STRUCT) {
            return ((TypeDef.Struct) body.type(instruction, Operand.STRUCT)).fields().size();
        }
        List<Operand> operands = instruction.opcode().operands();
        for (int k = 0; k < operands.size(); k++) {
            if (operands.get(k).isCount()) {
                return instruction.operands()[k];
            }
        }
        return 0;
    }

    /** Returns the number of words that the instruction pops from the operand stack. */
    int pops(Instruction instruction) {
        return instruction.opcode().effect().pops(count(instruction));
    }

    /**
     * Applies the effect of an instruction to the frame.
     *
     * @throws dev.jetvm.runtime.panic.RejectException invalid: {@code stack-underflow}, {@code stack-overflow}, {@code
     * recover-underflow}, {@code operand-kind}
     */
    void apply(Instruction instruction) {
        StackEffect effect = instruction.opcode().effect();
        int count = count(instruction);
        int base = frame.height - effect.pops(count);
        checkHeights(instruction, effect, base);
        checkKinds(instruction, effect, base, count);
        assign(instruction);
        int pushes = effect.pushes();
        for (int k = 0; k < pushes; k++) {
            results[k] = result(instruction, effect, k, base, count);
        }
        frame.height = base;
        for (int k = 0; k < pushes; k++) {
            frame.push(results[k]);
        }
        if (instruction.opcode() == Opcode.PUSH_RECOVER) {
            frame.recovers = recovers.push(frame.recovers, frame.height);
        } else if (instruction.opcode() == Opcode.POP_RECOVER) {
            popRecover(instruction);
        }
    }

    private void checkHeights(Instruction instruction, StackEffect effect, int base) {
        int floor = recovers.floor(frame.recovers);
        if (base < 0) {
            throw body.refused("stack-underflow", instruction, "%s takes %d from the stack, which holds %d"
                    .formatted(instruction.opcode(), frame.height - base, frame.height));
        }
        if (base < floor) {
            throw body.refused("recover-underflow", instruction,
                    "%s takes %d from the stack, which holds %d, of which a recover keeps %d"
                            .formatted(instruction.opcode(), frame.height - base, frame.height, floor));
        }
        checkRoom(instruction, base + effect.pushes());
    }

    /** @param height operand stack height that the instruction requires */
    void checkRoom(Instruction instruction, int height) {
        if (height > body.function().maxStack()) {
            throw body.refused("stack-overflow", instruction, "%s needs a stack of %d operands, the function has %d"
                    .formatted(instruction.opcode(), height, body.function().maxStack()));
        }
    }

    private void checkKinds(Instruction instruction, StackEffect effect, int base, int count) {
        for (int k = 0; k < effect.takes().size(); k++) {
            StackEffect.Item item = effect.takes().get(k);
            int found = frame.operand(base + effect.place(k, count));
            if (item.checked() && (found & item.kinds()) == 0) {
                throw body.refused("operand-kind", instruction, "%s takes a %s of the kind %s, here is %s".formatted(
                        instruction.opcode(), item.name(), Kinds.text(item.kinds()), Kinds.text(found)));
            }
        }
    }

    /** Only SET_LOCAL changes a slot. */
    private void assign(Instruction instruction) {
        if (instruction.opcode() == Opcode.SET_LOCAL) {
            int slot = instruction.operand(Operand.LOCAL);
            if (!captured.get(slot)) {
                frame.set(slot, frame.operand(frame.height - 1));
            }
        }
    }

    private int result(Instruction instruction, StackEffect effect, int k, int base, int count) {
        int kinds = effect.leaves().get(k).kinds();
        int source = effect.source(k);
        if (source >= 0) {
            return kinds & frame.operand(base + effect.place(source, count));
        }
        return switch (instruction.opcode()) {
            case CONST -> kind(body.constant(instruction, Operand.CONSTANT));
            case CONST_W -> kind(body.constant(instruction, Operand.CONSTANT_WIDE));
            case GET_LOCAL -> frame.kinds[instruction.operand(Operand.LOCAL)];
            case GET_LOCAL_0, GET_LOCAL_1, GET_LOCAL_2, GET_LOCAL_3 -> frame.kinds[instruction.opcode().slot()];
            case AND, OR -> frame.operand(base) | frame.operand(base + 1);
            case CONVERT -> Kinds.named(Target.values()[instruction.operand(Operand.TARGET)].wire());
            default -> kinds;
        };
    }

    private static int kind(Constant constant) {
        return switch (constant) {
            case Constant.Int _ -> Kinds.INT;
            case Constant.Float32 _ -> Kinds.FLOAT32;
            case Constant.Float64 _ -> Kinds.FLOAT64;
            case Constant.Char _ -> Kinds.CHAR;
            case Constant.Symbol _ -> Kinds.SYMBOL;
            case Constant.Text _ -> Kinds.STRING;
            case Constant.Function _ -> Kinds.FUNCTION;
            case Constant.Type _,Constant.Import _ -> throw new IllegalStateException("no value: " + constant);
        };
    }

    private void popRecover(Instruction instruction) {
        if (frame.recovers == RecoverStacks.NONE) {
            throw body.refused("recover-underflow", instruction, "POP_RECOVER, and no recover is active");
        }
        frame.recovers = recovers.pop(frame.recovers);
    }
}
