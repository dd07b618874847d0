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
public final class LinkedFunction {
    /** Words of a frame before slot 0: return address, saved frame pointer, closure. */
    public static final int HEADER = 3;

    public final int number;
    public final String name;
    public final LinkedModule module;
    final int index;
    public final int arity;
    public final boolean method;
    public final int slots;
    public final int upvalues;
    /** Words of a frame from slot 0: slots, operands, index of the stack map. */
    public final int extent;
    final byte[] bytes;
    /** Offset of the code in the code section. */
    final int start;
    /** Words of the constants that are values. They are immortal or immediate, hence not roots. */
    public final long[] constants;
    /** Objects that constants denote besides values: names, functions, types, imports. */
    public final @Nullable Object[] meanings;
    /** The word of the immortal object that represents the function. */
    public final long word;
    /**
     * Whether the function has no parameters and only returns a property of its receiver. A caller may then read the
     * property instead of calling the function.
     */
    public final boolean getter;
    /** Index of the instruction of a {@link #getter} that reads the property. */
    public static final int GETTER_PROPERTY = 1;
    /** The translation by an engine of the machine, or null. It is immutable and needs no synchronization. */
    public Engine.@Nullable Translation translation;
    private final boolean remembers;
    private volatile @Nullable FeedbackVector feedback;

    public LinkedFunction(int number, LinkedModule module, int index, FunctionDef def, int start, long word,
            long[] constants,
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

    /** Returns the offset of the stack map index from slot 0, in words. */
    public int mapSlot() {
        return extent - 1;
    }

    /** Reads an operand of an instruction. @param at offset of the instruction */
    int operand(OperandPlace place, int at) {
        return place.read(bytes, at);
    }

    /** Returns the name that a constant denotes. */
    String nameAt(int constant) {
        return (String) Objects.requireNonNull(meanings[constant]);
    }

    <T> T meaning(int constant, Class<T> type) {
        return type.cast(Objects.requireNonNull(meanings[constant]));
    }

    /** Returns the feedback of the instructions, initially empty. */
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

    /** Returns the instruction at an offset that control can reach, as the verifier established. */
    public Instruction instruction(int offset) {
        return ((Read) Instruction.read(module.module, module.module.functions().get(index), offset)).instruction();
    }

    /** Returns the number of properties assigned before the first closure, ignoring jumps. */
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

    /** Returns the name for traces and messages. */
    String shownName() {
        return name.isEmpty() ? "<script>" : name;
    }

    /** Returns the length of the instruction at an offset, without the captures of a CLOSURE. */
    int lengthAt(int offset) {
        return Objects.requireNonNull(Opcode.of(bytes[offset] & 0xFF)).length();
    }
}
