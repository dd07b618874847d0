package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Family;
import dev.jetvm.vm.isa.Opcode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Executes any instruction, one at a time. Each family of instructions has a class with one handler for each instruction;
 * which family an opcode belongs to and how long an instruction is comes from the table of instructions. This engine
 * defines what an instruction does: a faster one must have the same results.
 *
 * <p>A handler finds the state of the task in the stack: {@link FrameStack#pc} is the offset of the instruction,
 * {@link FrameStack#next} that of the next one, and its operands are the last ones. It leaves the state there as the
 * instruction leaves it.
 *
 * @spec INTERP-01
 * @spec ISA-34
 */
final class PlainEngine {
    /** The family of each opcode; null if no chapter of the machine has the instruction yet, or none exists. */
    private static final @Nullable Family[] FAMILIES = new @Nullable Family[256];
    /** Bytes of each instruction; of those with captures without them. */
    private static final byte[] LENGTHS = new byte[256];

    static {
        for (Opcode opcode : Opcode.values()) {
            LENGTHS[opcode.code()] = (byte) opcode.length();
            FAMILIES[opcode.code()] = opcode.feature() == null ? opcode.family() : null;
        }
    }

    private final StackOps stackOps;
    private final ConstantOps constantOps;
    private final VariableOps variableOps;
    private final ArithmeticOps arithmeticOps;
    private final ComparisonOps comparisonOps;
    private final LogicOps logicOps;
    private final JumpOps jumpOps;
    private final CallOps callOps;
    private final ClosureOps closureOps;
    private final AggregateOps aggregateOps;
    private final StructOps structOps;
    private final ClassOps classOps;
    private final TraitOps traitOps;
    private final UnwindingOps unwindingOps;
    private final DebuggingOps debuggingOps;
    private final ShortOps shortOps;

    PlainEngine(Worker in) {
        this.stackOps = new StackOps();
        this.constantOps = new ConstantOps(in.values);
        this.variableOps = new VariableOps(in.upvalues);
        this.arithmeticOps = new ArithmeticOps(in);
        this.comparisonOps = new ComparisonOps(in.values, in.numbers);
        this.logicOps = new LogicOps(in.values);
        this.jumpOps = new JumpOps(in.values, in.mutator);
        this.callOps = new CallOps(in);
        this.closureOps = new ClosureOps(in.upvalues, in.closures);
        this.aggregateOps = new AggregateOps(in.values, in.aggregates);
        this.structOps = new StructOps(in);
        this.classOps = new ClassOps(in);
        this.traitOps = new TraitOps(in);
        this.unwindingOps = new UnwindingOps(in);
        this.debuggingOps = new DebuggingOps(in);
        this.shortOps = new ShortOps(in.values, in.numbers, in.upvalues);
    }

    /**
     * Executes the next instruction of the innermost frame.
     *
     * @throws PanicException what the instruction panics with; {@code opcode} if there is none of this number
     * @throws UnsupportedInstruction if it belongs to a chapter that the machine does not have
     */
    void step(FrameStack stack) {
        Code code = stack.code();
        int pc = stack.next;
        int op = code.bytes[pc] & 0xFF;
        Family family = FAMILIES[op];
        if (family == null) {
            throw refused(op, stack);
        }
        stack.pc = pc;
        stack.next = pc + LENGTHS[op];
        stack.outgoing = 0;
        switch (family) {
            case STACK -> stackOps.execute(op, stack);
            case CONSTANTS -> constantOps.execute(op, code, stack);
            case VARIABLES -> variableOps.execute(op, code, stack);
            case ARITHMETIC -> arithmeticOps.execute(op, code, stack);
            case COMPARISON -> comparisonOps.execute(op, stack);
            case LOGIC -> logicOps.execute(op, stack);
            case JUMPS -> jumpOps.execute(op, code, stack);
            case CALLS -> callOps.execute(op, code, stack);
            case CLOSURES -> closureOps.execute(op, code, stack);
            case AGGREGATES -> aggregateOps.execute(op, code, stack);
            case STRUCTS -> structOps.execute(op, code, stack);
            case CLASSES -> classOps.execute(op, code, stack);
            case TRAITS -> traitOps.execute(op, code, stack);
            case UNWINDING -> unwindingOps.execute(op, code, stack);
            case DEBUGGING -> debuggingOps.execute(op, code, stack);
            case SHORT -> shortOps.execute(op, code, stack);
            case EFFECTS, TASKS, CHANNELS, FOREIGN -> throw unhandled(op);
        }
    }

    private static RuntimeException refused(int op, FrameStack stack) {
        stack.pc = stack.next;
        stack.next += Math.max(1, LENGTHS[op]);
        stack.outgoing = 0;
        Opcode opcode = Opcode.of(op);
        return opcode == null
                ? new PanicException(PanicCode.OPCODE, "unknown opcode " + op)
                : new UnsupportedInstruction(opcode);
    }

    /** For the switch of a family that lacks one of its instructions. */
    static IllegalStateException unhandled(int op) {
        return new IllegalStateException(Objects.toString(Opcode.of(op)) + " has no handler");
    }
}
