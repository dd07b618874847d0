package dev.jetvm.vm.interp;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.isa.Codes;
import dev.jetvm.vm.isa.Opcode;
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
        int at = switch (code[0] & 0xFF) {
            case Codes.GET_LOCAL_0 -> 1;
            case Codes.GET_LOCAL -> code[1] == 0 ? 2 : -1;
            default -> -1;
        };
        return at > 0 && code.length == at + 6 && (code[at] & 0xFF) == Codes.GET_PROPERTY
                && (code[at + 5] & 0xFF) == Codes.RETURN;
    }

    /** Where the index of the stack map lies, from slot 0 on. */
    int mapSlot() {
        return extent - 1;
    }

    int u8(int at) {
        return bytes[at] & 0xFF;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    /** A number of 32 bits in the code. */
    int wide(int at) {
        return u16(at) << 16 | u16(at + 2);
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

    /** To how many properties it assigns, as far as is seen without running it. */
    int assigned() {
        Set<Integer> names = new HashSet<>();
        Opcode opcode = Opcode.of(bytes[0] & 0xFF);
        for (int at = 0; opcode != null && opcode != Opcode.CLOSURE;) {
            if (opcode == Opcode.SET_PROPERTY) {
                names.add((bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF);
            }
            at += opcode.length();
            opcode = at < bytes.length ? Opcode.of(bytes[at] & 0xFF) : null;
        }
        return names.size();
    }

    /** For traces and messages. */
    String shownName() {
        return name.isEmpty() ? "<script>" : name;
    }
}
