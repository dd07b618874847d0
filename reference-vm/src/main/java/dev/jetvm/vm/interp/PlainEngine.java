package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Executes any instruction, one at a time. Each family of instructions has a class with one handler for each
 * instruction. The table of instructions specifies the family of each opcode and the length of each instruction. This
 * engine defines the effect of every instruction; a faster engine must have the same results.
 *
 * <p>A handler reads the state of the task from the stack: {@link FrameStack#pc} is the offset of the instruction,
 * {@link FrameStack#next} that of the next one, and the last operands are its own. It stores the resulting state there.
 *
 * @spec INTERP-01
 * @spec ISA-34
 */
final class PlainEngine {
    /**
     * The instruction of each opcode; null if the opcode is undefined or its chapter is not supported by the machine.
     */
    private static final @Nullable Opcode[] INSTRUCTIONS = new @Nullable Opcode[256];

    static {
        for (Opcode opcode : Opcode.values()) {
            INSTRUCTIONS[opcode.code()] = opcode.feature() == null ? opcode : null;
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
    private final EffectOps effectOps;
    private final DebuggingOps debuggingOps;
    private final TaskOps taskOps;
    private final CancellationOps cancellationOps;
    private final ScopeOps scopeOps;
    private final ChannelOps channelOps;
    private final SelectOps selectOps;
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
        this.effectOps = new EffectOps(in);
        this.debuggingOps = new DebuggingOps(in);
        this.taskOps = new TaskOps(in);
        this.cancellationOps = new CancellationOps(in);
        this.scopeOps = new ScopeOps(in.scopes);
        this.channelOps = new ChannelOps(in);
        this.selectOps = new SelectOps(in);
        this.shortOps = new ShortOps(in.values, in.numbers, in.upvalues);
    }

    /**
     * Executes the next instruction of the innermost frame.
     *
     * @throws PanicException if the instruction panics; {@code opcode} if the opcode is undefined
     * @throws UnsupportedInstruction if the machine does not support the chapter of the instruction
     */
    void step(FrameStack stack) {
        LinkedFunction code = stack.code();
        int pc = stack.next;
        Opcode op = INSTRUCTIONS[code.bytes[pc] & 0xFF];
        if (op == null) {
            throw refused(code.bytes[pc] & 0xFF, stack);
        }
        stack.pc = pc;
        stack.next = pc + op.length();
        stack.outgoing = 0;
        switch (op.family()) {
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
            case EFFECTS -> effectOps.execute(op, code, stack);
            case DEBUGGING -> debuggingOps.execute(op, code, stack);
            case SHORT -> shortOps.execute(op, code, stack);
            case TASKS -> taskOps.execute(op, code, stack);
            case CANCELLATION -> cancellationOps.execute(op, stack);
            case SCOPES -> scopeOps.execute(op);
            case CHANNELS -> channelOps.execute(op, stack);
            case SELECT -> selectOps.execute(op, code, stack);
            case FOREIGN -> throw unhandled(op);
        }
    }

    private static RuntimeException refused(int number, FrameStack stack) {
        Opcode opcode = Opcode.of(number);
        stack.pc = stack.next;
        stack.next += opcode == null ? 1 : opcode.length();
        stack.outgoing = 0;
        return opcode == null
                ? new PanicException(PanicCode.OPCODE, "unknown opcode " + number)
                : new UnsupportedInstruction(opcode);
    }

    /** Returns the exception for an instruction that the switch of its family does not contain. */
    static IllegalStateException unhandled(Opcode opcode) {
        return new IllegalStateException(opcode + " has no handler");
    }
}
