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
 * What the instructions of a function have found so far: fields of shapes, methods, globals, callees. One for each
 * function, read and extended by every engine. Its instructions are those that control can reach (VERIFY-08), numbered in
 * the order of their offsets.
 *
 * <p>Several workers use a vector at once, without a lock. An entry is one word, or an object that is published by a store
 * with release semantics and whose record components are final; so a reader sees all of an entry or none of it. Of two
 * updates at the same time one may be lost, and what it found is looked up again. An entry is never wrong: numbers of
 * shapes and classes are never reused, a field of a shape does not move, and a method is found together with the number
 * of class changes (the epoch) at that time.
 *
 * <pre>
 * fields   two words for each instruction, the second in the upper half of the array; in each word two entries:
 *          bits 0 to 9 the field, 10 to 31 the shape of the latest; bits 32 to 63 likewise of the one before; 0 is none
 * methods  one {@link Method} for each instruction
 * entries  one object for each instruction: {@link Transition}, {@link Callee}, {@link Constructor}, {@link GlobalCell} or
 *          a cache of an interface, by what the instruction looks for
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
    /** Bits of a field in an entry of {@link #fields}. */
    public static final int FIELD_BITS = 10;
    private static final int FIELDS = 1 << FIELD_BITS;
    private static final int SHAPES = 1 << Integer.SIZE - FIELD_BITS;
    private static final long LOW = 0xFFFF_FFFFL;
    /** Shapes that an instruction has entries for; others are looked up each time. */
    private static final int MOST = 4;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle METHOD = MethodHandles.arrayElementVarHandle(Method[].class);
    /** The instructions that access fields or methods; a function without any has no room for those. */
    private static final Set<Opcode> OF_PROPERTIES = EnumSet.of(Opcode.GET_PROPERTY, Opcode.SET_PROPERTY, Opcode.INVOKE,
            Opcode.SUPER_INVOKE);

    private final boolean remembers;
    /** Where each instruction begins. */
    private final int[] offsets;
    /** Which instruction begins at an offset. */
    private final int[] indices;
    private final long[] fields;
    private final @Nullable Method[] methods;
    private final @Nullable Object[] entries;

    /**
     * A method that was found for a shape, or for a class by its number.
     *
     * @param epoch how often any class had changed before it was looked for
     * @param place in the array of the methods of the class
     * @param target its code if the method captures nothing, so that it can be called without looking at the class
     * @param next for another shape or class, found earlier
     */
    public record Method(int shape, int epoch, int place, @Nullable LinkedFunction target, @Nullable Method next) {}

    /** A store to instances of a shape. @param field its number @param after the shape afterwards; null: the same */
    record Transition(int shape, int field, @Nullable Shape after, @Nullable Transition next) {}

    /**
     * What a call of a class does.
     *
     * @param epoch how often any class had changed before
     * @param init the code of its {@code init}; null if it has none
     */
    record Constructor(ClassInfo info, int epoch, @Nullable LinkedFunction init) {}

    /** What a call found first. @param target of the word {@code function}; null if it was no function without captures */
    public record Callee(long function, @Nullable LinkedFunction target) {}

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

    /** An empty one. @param remembers whether it keeps what instructions find: {@code vm.caches} */
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

    /** How many instructions there are. */
    public int size() {
        return offsets.length;
    }

    /** Where each instruction begins; not to be changed. */
    public int[] offsets() {
        return offsets;
    }

    /** The instruction that begins at an offset. */
    public int index(int offset) {
        return indices[offset];
    }

    // --- fields ---

    /** The words of the fields, for an engine that reads the first one of an instruction itself. */
    public long[] fields() {
        return fields;
    }

    /** An entry as {@link #fields()} has it, or 0 if it does not fit. */
    private static int fieldEntry(int shape, int field) {
        return shape < SHAPES && field < FIELDS ? shape << FIELD_BITS | field : 0;
    }

    /** The field of a shape that an instruction accesses, or -1 if that is not known. */
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

    /** An instruction found a field; it becomes the latest entry. */
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
        // What has no room in the first word goes to the second one, in place of an entry that moved to the first.
        int older = offsets.length + index;
        long others = fields[older];
        WORD.setOpaque(fields, older,
                fieldWord(second, (int) others == entry ? (int) (others >>> Integer.SIZE) : (int) others));
    }

    private static long fieldWord(int latest, int before) {
        return (long) before << Integer.SIZE | latest & LOW;
    }

    // --- objects ---

    /** The objects, for an engine that reads them itself: records as they are, others by {@link #acquire}. */
    public @Nullable Object[] entries() {
        return entries;
    }

    /** An object with everything that was written to it before it became an entry. @param entries of any vector */
    public static @Nullable Object acquire(@Nullable Object[] entries, int index) {
        return ENTRY.getAcquire(entries, index);
    }

    /** The entry of an instruction if it is of a class, otherwise null. */
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

    /** The methods, for an engine that reads the first two of an instruction itself. */
    public @Nullable Method[] methods() {
        return methods;
    }

    private @Nullable Method first(int index) {
        return (Method) METHOD.getAcquire(methods, index);
    }

    /** A method that an instruction found for a shape or class, or null if that is not known. */
    @Nullable
    Method method(int index, int shape, int epoch) {
        for (Method method = first(index); method != null; method = method.next) {
            if (method.shape == shape && method.epoch == epoch) {
                return method;
            }
        }
        return null;
    }

    /** An instruction found a method; those found before the last change of a class are dropped. */
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

    /** What a store does to an instance of a shape whose field it adds, or null if that is not known. */
    @Nullable
    Transition transition(int index, int shape) {
        for (Transition each = entry(index, Transition.class); each != null; each = each.next) {
            if (each.shape == shape) {
                return each;
            }
        }
        return null;
    }

    /** A store added a field. @return the entry */
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
