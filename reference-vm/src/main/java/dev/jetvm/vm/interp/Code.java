package dev.jetvm.vm.interp;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of a module that was joined to others: what the interpreter runs.
 *
 * <p>Clauses: INTERP-02, MOD-13.
 */
final class Code {
    /** Words of a frame before its first slot: return address, saved frame pointer, closure. */
    static final int HEADER = 3;

    final int number;
    final String name;
    final LinkedModule module;
    final int index;
    final int arity;
    final boolean method;
    final int slots;
    final int upvalues;
    /** From slot 0 to the end: slots, operands, index of the stack map. */
    final int extent;
    final byte[] bytes;
    /** Where the code begins in the code section. */
    final int start;
    /** The words of constants that are values. Immortal or immediate, so they are no roots. */
    final long[] constants;
    /** What constants mean that are more than values: names, types, imports. */
    final @Nullable Object[] meanings;
    /** The object that stands for the function; immortal. */
    final long word;
    /**
     * If the function takes nothing and does nothing but give a property of its receiver, where it gets it: who calls it
     * can as well look there. Otherwise -1.
     */
    final boolean getter;
    private @Nullable GlobalCell @Nullable [] cells;
    private @Nullable Object @Nullable [] caches;
    /** For {@link FastLoop}. */
    FastFunction fast = FastFunction.NONE;

    Code(int number, LinkedModule module, int index, FunctionDef def, int start, long word, long[] constants,
            @Nullable Object[] meanings) {
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
    int mapSlot() {
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

    /** The global of the module that a name constant means; made when it is first looked for. */
    GlobalCell cell(int constant) {
        @Nullable
        GlobalCell[] known = cells;
        if (known == null) {
            known = new @Nullable GlobalCell[constants.length];
            cells = known;
        }
        GlobalCell cell = known[constant];
        if (cell == null) {
            cell = module.global(nameAt(constant));
            known[constant] = cell;
        }
        return cell;
    }

    /** What the instruction at a place remembers, or null. */
    @Nullable
    Object cache(int at) {
        @Nullable
        Object[] known = caches;
        return known == null ? null : known[at];
    }

    void setCache(int at, @Nullable Object entry) {
        @Nullable
        Object[] known = caches;
        if (known == null) {
            known = new @Nullable Object[bytes.length];
            caches = known;
        }
        known[at] = entry;
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
