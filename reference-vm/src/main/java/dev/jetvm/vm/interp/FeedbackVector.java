package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Instruction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The feedback of the instructions of a function: fields of shapes, methods, globals and callees found so far. Each
 * function has one vector, which every engine reads and extends. It covers the instructions that control can reach
 * (VERIFY-08), numbered in the order of their offsets.
 *
 * <p>Several workers use a vector concurrently, without a lock. An entry is one word, or an object whose record
 * components are final and which a store with release semantics publishes; a reader therefore sees either a complete
 * entry or none. Of two concurrent updates one may be lost; the lost result is looked up again. An entry is never
 * wrong: numbers of shapes and classes are never reused, a field of a shape does not move, and a method is stored with
 * the number of class changes (the epoch) at the time of its lookup.
 *
 * <pre>
 * fields   two words for each instruction, the second in the upper half of the array; two entries in each word:
 *          bits 0 to 9 the field, 10 to 31 the shape of the latest; bits 32 to 63 likewise of the one before; 0 is none
 * methods  one {@link Method} for each instruction
 * entries  one object for each instruction: {@link Transition}, {@link Callee}, {@link Constructor},
 *          {@link GlobalCell} or a cache of an interface, depending on the instruction
 * </pre>
 *
 * <p>The name and the idea of one table beside the code are those of V8.
 *
 * @spec IC-01
 * @spec IC-07
 * @spec IC-09
 * @spec CLS-11
 */
public final class FeedbackVector {
    /** Number of bits of the field in an entry of {@link #fields}. */
    public static final int FIELD_BITS = 10;
    private static final int FIELDS = 1 << FIELD_BITS;
    private static final int SHAPES = 1 << Integer.SIZE - FIELD_BITS;
    private static final long LOW = 0xFFFF_FFFFL;
    /** Maximum number of methods or transitions recorded for an instruction; a further one replaces them all. */
    private static final int MOST = 4;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle METHOD = MethodHandles.arrayElementVarHandle(Method[].class);
    /** Instructions that access fields or methods; a function without any of them has no space for these entries. */
    private static final Set<Opcode> OF_PROPERTIES = EnumSet.of(Opcode.GET_PROPERTY, Opcode.SET_PROPERTY, Opcode.INVOKE,
            Opcode.SUPER_INVOKE);

    private final boolean remembers;
    /** Offset of each instruction. */
    private final int[] offsets;
    /** Index of the instruction at each offset. */
    private final int[] indices;
    private final long[] fields;
    private final @Nullable Method[] methods;
    private final @Nullable Object[] entries;

    /**
     * A method found for a shape, or for a class, by its number.
     *
     * @param epoch number of class changes before the lookup
     * @param place index in the method array of the class
     * @param target code of a method without captures, which can be called without reading the class; otherwise null
     * @param next entry of another shape or class, found earlier
     */
    public record Method(int shape, int epoch, int place, @Nullable LinkedFunction target, @Nullable Method next) {}

    /**
     * A store to instances of a shape.
     *
     * @param field index of the field
     * @param after shape after the store; null if unchanged
     */
    record Transition(int shape, int field, @Nullable Shape after, @Nullable Transition next) {}

    /**
     * The effect of a call of a class.
     *
     * @param epoch number of class changes before the lookup
     * @param init code of {@code init}; null if the class has none
     */
    record Constructor(ClassInfo info, int epoch, @Nullable LinkedFunction init) {}

    /**
     * The callee of the first call.
     *
     * @param target code of {@code function}; null unless it is a function without captures
     * @param nativeNumber number of the native that {@code function} is, or {@link #NO_NATIVE}
     */
    public record Callee(long function, @Nullable LinkedFunction target, int nativeNumber) {
        public static final int NO_NATIVE = -1;

        public Callee(long function, @Nullable LinkedFunction target) {
            this(function, target, NO_NATIVE);
        }
    }

    private FeedbackVector(boolean remembers, int[] offsets, int codeLength, boolean properties) {
        this.remembers = remembers;
        this.offsets = offsets;
        this.indices = new int[codeLength];
        for (int k = 0; k < offsets.length; k++) {
            indices[offsets[k]] = k;
        }
        this.fields = new long[properties ? 2 * offsets.length : 0];
        this.methods = new @Nullable Method[properties ? offsets.length : 0];
        this.entries = new @Nullable Object[offsets.length];
    }

    /** Creates an empty vector. @param remembers whether the vector records feedback: {@code vm.caches} */
    static FeedbackVector of(LinkedFunction code, boolean remembers) {
        BitSet starts = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
        boolean properties = false;
        while (!waiting.isEmpty()) {
            int at = waiting.remove();
            while (!starts.get(at)) {
                starts.set(at);
                Instruction instruction = code.instruction(at);
                properties |= OF_PROPERTIES.contains(instruction.opcode());
                if (instruction.isJump()) {
                    waiting.add((int) instruction.target());
                }
                if (!instruction.opcode().is(Opcode.Flag.TERMINAL)) {
                    at = instruction.next();
                }
            }
        }
        return new FeedbackVector(remembers, starts.stream().toArray(), code.bytes.length, properties);
    }

    // --- instructions ---

    /** Returns the number of instructions. */
    public int size() {
        return offsets.length;
    }

    /** Returns the offset of each instruction. The caller must not modify the array. */
    public int[] offsets() {
        return offsets;
    }

    /** Returns the index of the instruction at an offset. */
    public int index(int offset) {
        return indices[offset];
    }

    // --- fields ---

    /** Returns the words of the fields, for an engine that reads the first word of an instruction directly. */
    public long[] fields() {
        return fields;
    }

    /** Returns an entry in the layout of {@link #fields()}, or 0 if the shape or the field exceeds its bits. */
    private static int fieldEntry(int shape, int field) {
        return shape < SHAPES && field < FIELDS ? shape << FIELD_BITS | field : 0;
    }

    /** Returns the field that an instruction accesses in instances of a shape, or -1 if it is unknown. */
    int field(int index, int shape) {
        if (fields.length == 0) {
            return -1;
        }
        long first = fields[index];
        int field = fieldIn(first, shape);
        if (field >= 0) {
            return field;
        }
        field = fieldIn(fields[offsets.length + index], shape);
        if (field >= 0) {
            setField(index, shape, field);
        }
        return field;
    }

    private static int fieldIn(long word, int shape) {
        int entry = (int) word;
        if (entry >>> FIELD_BITS != shape) {
            entry = (int) (word >>> Integer.SIZE);
            if (entry >>> FIELD_BITS != shape) {
                return -1;
            }
        }
        return entry & FIELDS - 1;
    }

    /** Records a field as the latest entry of an instruction. */
    void setField(int index, int shape, int field) {
        int entry = fieldEntry(shape, field);
        if (!remembers || entry == 0) {
            return;
        }
        long word = fields[index];
        int first = (int) word;
        if (first == entry) {
            return;
        }
        int second = (int) (word >>> Integer.SIZE);
        WORD.setOpaque(fields, index, fieldWord(entry, first));
        if (second == entry || second == 0) {
            return;
        }
        // The entry displaced from the first word replaces, in the second, an entry that moved to the first.
        int older = offsets.length + index;
        long others = fields[older];
        WORD.setOpaque(fields, older,
                fieldWord(second, (int) others == entry ? (int) (others >>> Integer.SIZE) : (int) others));
    }

    private static long fieldWord(int latest, int before) {
        return (long) before << Integer.SIZE | latest & LOW;
    }

    // --- objects ---

    /** Returns the objects, for an engine that reads records directly and other objects by {@link #acquire}. */
    public @Nullable Object[] entries() {
        return entries;
    }

    /**
     * Reads an entry with acquire semantics: all writes before its publication are visible.
     *
     * @param entries of any vector
     */
    public static @Nullable Object acquire(@Nullable Object[] entries, int index) {
        return ENTRY.getAcquire(entries, index);
    }

    /** Returns the entry of an instruction if it is an instance of a class, otherwise null. */
    <T> @Nullable T entry(int index, Class<T> type) {
        Object entry = acquire(entries, index);
        return type.isInstance(entry) ? type.cast(entry) : null;
    }

    /** Replaces the entry of an instruction. */
    void setEntry(int index, Object entry) {
        if (remembers) {
            ENTRY.setRelease(entries, index, entry);
        }
    }

    /** Returns the methods, for an engine that reads the first two of an instruction directly. */
    public @Nullable Method[] methods() {
        return methods;
    }

    private @Nullable Method first(int index) {
        return (Method) METHOD.getAcquire(methods, index);
    }

    /** Returns the method recorded for a shape or class, or null if there is none of this epoch. */
    @Nullable
    Method method(int index, int shape, int epoch) {
        for (Method method = first(index); method != null; method = method.next) {
            if (method.shape == shape && method.epoch == epoch) {
                return method;
            }
        }
        return null;
    }

    /** Records a method of an instruction; methods recorded in an earlier epoch are dropped. */
    void addMethod(int index, int shape, int epoch, int place, @Nullable LinkedFunction target) {
        if (!remembers) {
            return;
        }
        Method first = first(index);
        boolean keeps = first != null && first.epoch == epoch && length(first) < MOST;
        METHOD.setRelease(methods, index, new Method(shape, epoch, place, target, keeps ? first : null));
    }

    private static int length(Method first) {
        int length = 0;
        for (Method method = first; method != null; method = method.next) {
            length++;
        }
        return length;
    }

    /**
     * Returns the recorded transition of a store that adds a field to instances of a shape, or null if it is unknown.
     */
    @Nullable
    Transition transition(int index, int shape) {
        for (Transition each = entry(index, Transition.class); each != null; each = each.next) {
            if (each.shape == shape) {
                return each;
            }
        }
        return null;
    }

    /** Records a store that adds a field. @return the entry */
    Transition addTransition(int index, int shape, int field, Shape after) {
        int length = 0;
        Transition first = entry(index, Transition.class);
        for (Transition each = first; each != null; each = each.next) {
            length++;
        }
        Transition added = new Transition(shape, field, after, length < MOST ? first : null);
        setEntry(index, added);
        return added;
    }
}
