package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.memory.HeaderConstants.TYPE_MAX;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.value.NanConstants;
import dev.jetvm.runtime.value.NanWord;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.runtime.value.ValueModel;

/**
 * Operations on words, with fast paths for common cases in the representation of the machine. {@link ValueModel}
 * handles the other cases.
 */
@PerMutator
public final class Values {
    /** Shift of numbers in objects of the interpreter: a multiple of 8 is not a reference in any representation. */
    public static final int RAW_SHIFT = 3;
    /** A word that represents no value in any representation. */
    static final long NO_VALUE = -14;
    private static final Header FLOAT64_HEADER = Header.fresh(BuiltinType.FLOAT64.id(), Long.BYTES, 0, Long.BYTES);

    final ValueModel model;
    final boolean tagged;
    final long nil;
    final long yes;
    final long no;
    final long zero;
    final long one;
    private final Mutator mutator;
    private final Memory memory;

    Values(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.tagged = model == ValueModel.TAGGED;
        this.nil = model.nil();
        this.yes = model.toWord(new Value.Bool(true), mutator);
        this.no = model.toWord(new Value.Bool(false), mutator);
        this.zero = model.toWord(new Value.Int(0), mutator);
        this.one = model.toWord(new Value.Int(1), mutator);
    }

    boolean isFalsey(long word) {
        return word == nil || word == no;
    }

    long ofBool(boolean truth) {
        return truth ? yes : no;
    }

    // --- ints ---

    boolean isInt(long word) {
        return tagged
                ? (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_INT
                : isNanInt(word) || typeOf(word) == BuiltinType.INT.id();
    }

    private static boolean isNanInt(long word) {
        return word >>> NanConstants.TAG_SHIFT == (NanConstants.BOX >>> NanConstants.TAG_SHIFT | NanConstants.TAG_INT);
    }

    /** Returns the number of an int. */
    long intOf(long word) {
        if (tagged) {
            return word >> ValueConstants.TAG_BITS;
        }
        return isNanInt(word) ? (int) word : memory.word(model.address(word) + HEADER_SIZE);
    }

    /** Returns the word of an int, which must be in range. A safepoint if it must be boxed. */
    long ofInt(long number) {
        return tagged ? number << ValueConstants.TAG_BITS : model.toWord(new Value.Int(number), mutator);
    }

    // --- floats ---

    boolean isFloat64(long word) {
        return tagged ? isTaggedFloat64(word) : NanWord.isDouble(word);
    }

    public static boolean isTaggedFloat64(long word) {
        return word >>> ValueConstants.HINT_SHIFT == ValueConstants.FLOAT64_HINT
                && (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_REF;
    }

    double float64Of(long word) {
        return Double.longBitsToDouble(tagged ? memory.word(taggedAddress(word) + HEADER_SIZE) : word);
    }

    /** Returns the word of a float64. A safepoint if it must be boxed. */
    long ofFloat64(double number) {
        long bits = Double.doubleToLongBits(number);
        if (!tagged) {
            return bits;
        }
        long box = mutator.allocate(FLOAT64_HEADER);
        memory.setWord(box + HEADER_SIZE, bits);
        return TaggedWord.ofFloat64Ref(box);
    }

    boolean isFloat32(long word) {
        return tagged
                ? isTaggedFloat32(word)
                : word >>> NanConstants.TAG_SHIFT == (NanConstants.BOX >>> NanConstants.TAG_SHIFT
                        | NanConstants.TAG_FLOAT32);
    }

    public static boolean isTaggedFloat32(long word) {
        return (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_FLOAT32;
    }

    float float32Of(long word) {
        return Float.intBitsToFloat((int) (tagged ? word >>> ValueConstants.FLOAT32_SHIFT : word));
    }

    /** Returns the word of a float32, which is never boxed. */
    long ofFloat32(float number) {
        return model.toWord(Value.Float32.of(number), mutator);
    }

    // --- objects ---

    boolean isReference(long word) {
        return tagged ? isTaggedReference(word) : model.isReference(word);
    }

    /**
     * Returns whether a tagged word is a reference. A word that consists of the tag alone is none; nil has a word of
     * its own.
     */
    public static boolean isTaggedReference(long word) {
        return (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_REF && word != ValueConstants.TAG_REF;
    }

    long address(long word) {
        return tagged ? taggedAddress(word) : model.address(word);
    }

    public static long taggedAddress(long word) {
        return word & ValueConstants.ADDRESS_MASK;
    }

    /** Returns the type id of an object, or 0 for any other value. */
    int typeOf(long word) {
        return isReference(word) ? (int) memory.word(address(word)) & TYPE_MAX : 0;
    }

    boolean is(long word, BuiltinType type) {
        return typeOf(word) == type.id();
    }

    /** Returns a number stored in an object of the interpreter. */
    int raw(long address, int offset) {
        return (int) (memory.word(address + offset) >> RAW_SHIFT);
    }

    void setRaw(long address, int offset, int number) {
        memory.setWord(address + offset, (long) number << RAW_SHIFT);
    }
}
