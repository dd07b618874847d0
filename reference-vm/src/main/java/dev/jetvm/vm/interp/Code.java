package dev.jetvm.vm.interp;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading.Read;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of a linked module.
 *
 * @spec INTERP-02
 * @spec MOD-13a
 * @spec MOD-13b
 * @spec MOD-13c
 * @spec MOD-13d
 */
public final class Code {
    /** Words of a frame before its first slot: return address, saved frame pointer, closure. */
    public static final int HEADER = 3;

    public final int number;
    public final String name;
    public final LinkedModule module;
    final int index;
    public final int arity;
    public final boolean method;
    public final int slots;
    public final int upvalues;
    /** From slot 0 to the end: slots, operands, index of the stack map. */
    public final int extent;
    final byte[] bytes;
    /** Where the code begins in the code section. */
    final int start;
    /** The words of constants that are values. Immortal or immediate, so they are no roots. */
    public final long[] constants;
    /** What constants mean that are more than values: names, types, imports. */
    public final @Nullable Object[] meanings;
    /** The object that stands for the function; immortal. */
    public final long word;
    /**
     * Whether the function takes nothing and only returns a property of its receiver: a caller may read the property of
     * the receiver instead.
     */
    public final boolean getter;
    /** Which instruction of a {@link #getter} reads the property. */
    public static final int GETTER_PROPERTY = 1;
    /** What the engine of the machine has made of the function; immutable, so it needs no synchronization. */
    public Engine.@Nullable Translation translation;
    private final boolean remembers;
    private volatile @Nullable FeedbackVector feedback;

    public Code(int number, LinkedModule module, int index, FunctionDef def, int start, long word, long[] constants,
            @Nullable Object[] meanings, boolean remembers) {
        this.number = number;
        this.name = def.name();
        this.module = module;
        this.index = index;
        this.arity = def.arity();
        this.method = def.method();
        this.slots = def.slots();
        this.upvalues = def.upvalues();
        this.extent = def.slots() + def.maxStack() + 1;
        this.bytes = def.code();
        this.start = start;
        this.word = word;
        this.getter = def.arity() == 0 && isGetter(bytes);
        this.constants = constants;
        this.meanings = meanings;
        this.remembers = remembers;
    }

    private static boolean isGetter(byte[] code) {
        Opcode first = opcode(code, 0);
        if (first == null || first != Opcode.GET_LOCAL_0
                && (first != Opcode.GET_LOCAL || first.place(Operand.LOCAL).read(code, 0) != 0)) {
            return false;
        }
        int second = first.length();
        int third = second + Opcode.GET_PROPERTY.length();
        return code.length == third + Opcode.RETURN.length() && opcode(code, second) == Opcode.GET_PROPERTY
                && opcode(code, third) == Opcode.RETURN;
    }

    private static @Nullable Opcode opcode(byte[] code, int at) {
        return Opcode.of(code[at] & 0xFF);
    }

    /** Where the index of the stack map lies, from slot 0 on. */
    public int mapSlot() {
        return extent - 1;
    }

    /** An operand of an instruction. @param at offset of the instruction */
    int operand(OperandPlace place, int at) {
        return place.read(bytes, at);
    }

    /** The name that a constant is. */
    String nameAt(int constant) {
        return (String) Objects.requireNonNull(meanings[constant]);
    }

    <T> T meaning(int constant, Class<T> type) {
        return type.cast(Objects.requireNonNull(meanings[constant]));
    }

    /** What the instructions have found so far; empty when it is asked for first. */
    public FeedbackVector feedback() {
        FeedbackVector present = feedback;
        return present == null ? newFeedback() : present;
    }

    private synchronized FeedbackVector newFeedback() {
        FeedbackVector present = feedback;
        if (present == null) {
            present = FeedbackVector.of(this, remembers);
            feedback = present;
        }
        return present;
    }

    /** The instruction at an offset that control reaches: the verifier has read it. */
    public Instruction instruction(int offset) {
        return ((Read) Instruction.read(module.module, module.module.functions().get(index), offset)).instruction();
    }

    /** To how many properties it assigns before its first closure, jumps aside. */
    int assigned() {
        OperandPlace name = Opcode.SET_PROPERTY.place(Operand.NAME);
        Set<Integer> names = new HashSet<>();
        int at = 0;
        while (at < bytes.length) {
            Opcode opcode = opcode(bytes, at);
            if (opcode == null || opcode == Opcode.CLOSURE) {
                break;
            }
            if (opcode == Opcode.SET_PROPERTY) {
                names.add(operand(name, at));
            }
            at += opcode.length();
        }
        return names.size();
    }

    /** For traces and messages. */
    String shownName() {
        return name.isEmpty() ? "<script>" : name;
    }
}
