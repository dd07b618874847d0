package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Arg;
import dev.jetvm.vm.assembly.SourceText.FunctionText;
import dev.jetvm.vm.assembly.SourceText.Statement;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module.Mapping;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The second phase for one function: resolves names and emits the bytes. */
final class FunctionAssembly {
    private static final int U16 = 0xFFFF;

    private final FunctionText text;
    private final Resolver resolver;
    private final Problems problems;
    private final Pool pool = new Pool();
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Jump> jumps = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    /** The line mark of the next instruction. */
    private Statement.@Nullable Mark mark;
    /** The line mark of the last mapping. */
    private Statement.@Nullable Mark last;
    private int highestSlot;
    private int caches;

    /** @param at offset of the jump's number in the code */
    private record Jump(Arg arg, Opcode opcode, Operand operand, int at, int next) {}

    FunctionAssembly(FunctionText text, Resolver resolver, Problems problems) {
        this.text = text;
        this.resolver = resolver;
        this.problems = problems;
        this.highestSlot = text.arity();
    }

    /** Returns the function. Its stack is 0 if the text does not declare one. */
    Optional<FunctionDef> assemble() {
        text.statements().forEach(statement -> problems.guard(() -> statement(statement)));
        problems.guard(this::checkEnd);
        byte[] bytes = code.toByteArray();
        jumps.forEach(jump -> problems.guard(() -> land(jump, bytes)));
        try {
            return Optional.of(header(bytes));
        } catch (Fault fault) {
            problems.add(fault);
            return Optional.empty();
        }
    }

    /** Returns the line mappings, ascending; complete after {@link #assemble}. */
    List<Mapping> mappings() {
        return mappings;
    }

    private FunctionDef header(byte[] bytes) {
        int slots = text.slots().or(highestSlot + 1);
        if (slots < text.arity() + 1) {
            throw new Fault(Code.RANGE, text.slots().place(),
                    "a function of " + text.arity() + " parameters has at least " + (text.arity() + 1) + " slots");
        }
        return new FunctionDef(text.name().text(), text.arity(), text.method(), slots, text.stack().or(0),
                text.upvalues(), resolver.signature(text.signature()), pool.constants(), bytes);
    }

    private void checkEnd() {
        if (code.size() == 0) {
            throw new Fault(Code.MISSING, text.name().place(), "the function has no instructions",
                    "At least NIL and RETURN.");
        }
        if (mark != null) {
            throw new Fault(Code.MISSING, mark.place(), "no instruction follows this line mark");
        }
        if (last != null && mappings.getLast().offset() >= code.size()) {
            throw new Fault(Code.LABEL, last.place(), "the function has only " + code.size() + " bytes");
        }
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Label(int place, String name) -> {
                if (labels.putIfAbsent(name, code.size()) != null) {
                    throw new Fault(Code.DUPLICATE, place, "the label " + name + " is there already");
                }
            }
            case Statement.Here(int place, long offset) -> {
                if (offset != code.size()) {
                    throw new Fault(Code.LABEL, place, "this is at " + Literals.offset(code.size()) + ", not at "
                            + Literals.offset(offset), "Offsets before instructions are checked; leave them out.");
                }
            }
            case Statement.Bytes(int _, byte[] bytes) -> {
                placeMark();
                code.writeBytes(bytes);
            }
            case Statement.Mark next -> mark(next);
            case Statement.Pool(int _, SourceText.Value value) -> pool.append(resolver.constant(value));
            case Statement.Code instruction -> {
                placeMark();
                instruction(instruction);
            }
        }
    }

    private void mark(Statement.Mark next) {
        if (next.offset() >= 0) {
            placeMark();
            map(next, next.offset());
        } else if (mark != null) {
            throw new Fault(Code.DUPLICATE, next.place(), "the next instruction has a line already");
        } else {
            mark = next;
        }
    }

    private void placeMark() {
        if (mark != null) {
            Statement.Mark placed = mark;
            mark = null;
            map(placed, code.size());
        }
    }

    private void map(Statement.Mark placed, long offset) {
        if (!mappings.isEmpty() && mappings.getLast().offset() >= offset) {
            throw new Fault(Code.DUPLICATE, placed.place(),
                    "offset " + Literals.offset(offset) + " has a line already, or a later one has");
        }
        if (offset > Integer.MAX_VALUE) {
            throw new Fault(Code.LABEL, placed.place(), "no function is that long");
        }
        mappings.add(new Mapping((int) offset, placed.line(), placed.column()));
        last = placed;
    }

    private void instruction(Statement.Code instruction) {
        Opcode opcode = instruction.opcode();
        int start = code.size();
        code.write(opcode.code());
        List<Operand> operands = opcode.operands();
        int fixed = operands.contains(Operand.CAPTURES) ? operands.size() - 1 : operands.size();
        int next = start + opcode.length() + instruction.args().size() - fixed;
        long[] numbers = new long[fixed];
        Fault[] fault = new Fault[1];
        for (int k = 0; k < fixed; k++) {
            Operand operand = operands.get(k);
            Arg arg = instruction.args().get(k);
            try {
                numbers[k] = operand(instruction, operand, arg, k == 0 ? -1 : (int) numbers[0], next);
            } catch (Fault met) {
                fault[0] = met; // the bytes are still emitted, so that later offsets are correct
            }
            number(numbers[k], operand.size());
        }
        captures(instruction, fixed);
        if (fault[0] != null) {
            throw fault[0];
        }
        slots(opcode, numbers);
        if (fixed < operands.size()) {
            checkCaptures(instruction, (int) numbers[0], instruction.args().size() - fixed);
        }
    }

    private void number(long number, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            code.write((int) (number >>> shift));
        }
    }

    private long operand(Statement.Code instruction, Operand operand, Arg arg, int first, int next) {
        if (operand.isConstant()) {
            return arg.value() == null
                    ? arg.number()
                    : pool.place(arg, resolver.constant(arg.value()), (1L << 8 * operand.size()) - 1);
        }
        if (operand.isJump()) {
            jumps.add(new Jump(arg, instruction.opcode(), operand, code.size(), next));
            return Math.max(0, arg.number());
        }
        if (arg.word() != null) {
            return resolver.member(arg, operand, pool.get(first));
        }
        return operand == Operand.CACHE ? cache(arg) : arg.number();
    }

    /** Cache sites without an explicit number are numbered consecutively. */
    private long cache(Arg arg) {
        long number = arg.number() < 0 ? Math.min(caches, U16) : arg.number();
        caches++;
        return number;
    }

    private void captures(Statement.Code instruction, int from) {
        for (Arg arg : instruction.args().subList(from, instruction.args().size())) {
            code.write((int) arg.number());
        }
    }

    private void checkCaptures(Statement.Code instruction, int constant, int bytes) {
        int captured = bytes / 2;
        for (int k = instruction.args().size() - bytes; k < instruction.args().size(); k += 2) {
            if (instruction.args().get(k).number() == 1) {
                use((int) instruction.args().get(k + 1).number());
            }
        }
        if (!(pool.get(constant) instanceof Constant.Function(int index))) {
            throw new Fault(Code.OPERAND, instruction.place(), "constant " + constant + " is no function here",
                    "Bytes that are no instruction are written with .byte.");
        }
        int upvalues = resolver.upvalues(index);
        if (captured != upvalues) {
            throw new Fault(Code.OPERAND, instruction.place(),
                    "the function has " + upvalues + " upvalues, this captures " + captured,
                    "Captures are written: local 1, upvalue 0. The function says upvalues=N.");
        }
    }

    private void slots(Opcode opcode, long[] numbers) {
        int local = opcode.operands().indexOf(Operand.LOCAL);
        if (local >= 0) {
            use((int) numbers[local]);
        }
        use(opcode.slot());
    }

    private void use(int slot) {
        highestSlot = Math.max(highestSlot, slot);
    }

    private void land(Jump jump, byte[] bytes) {
        long number = jump.arg().word() == null ? check(jump) : distance(jump, jump.arg().word());
        for (int k = jump.operand().size() - 1; k >= 0; k--) {
            bytes[jump.at() + k] = (byte) number;
            number >>>= 8;
        }
    }

    private static long check(Jump jump) {
        long number = jump.arg().number();
        long target = jump.operand().isForward() ? jump.next() + number : jump.next() - number;
        if (jump.arg().target() >= 0 && jump.arg().target() != target) {
            throw new Fault(Code.LABEL, jump.arg().place(), "this goes to "
                    + (target < 0 ? "before the function" : Literals.offset(target)) + ", not to "
                    + Literals.offset(jump.arg().target()), "A label says where to go without counting.");
        }
        return number;
    }

    private long distance(Jump jump, String label) {
        Integer target = labels.get(label);
        if (target == null) {
            throw new Fault(Code.LABEL, jump.arg().place(), "no label of this function is called " + label,
                    () -> NameIndex.meant(label, labels.keySet()));
        }
        long distance = jump.operand().isForward() ? (long) target - jump.next() : (long) jump.next() - target;
        if (distance < 0) {
            throw new Fault(Code.LABEL, jump.arg().place(),
                    jump.opcode() + (jump.operand().isForward() ? " goes forward, " : " goes backward, ") + label
                            + " lies the other way");
        }
        if (distance >= 1L << 8 * jump.operand().size()) {
            throw new Fault(Code.LABEL, jump.arg().place(), label + " is " + distance + " bytes away",
                    "An instruction with _W behind its name reaches further.");
        }
        return distance;
    }
}
