package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.*;
import static dev.jetvm.runtime.text.StringConstants.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.text.Utf8;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Arrays;

/**
 * The operations of one mutator on strings. The word of a string is immediate or refers to a string object. A method
 * that allocates has temporary roots as operands and is a safepoint. Every other method has words as operands and is no
 * safepoint.
 *
 * <p>A method panics with {@code type} if an operand is not a string.
 *
 * @spec STR-02
 * @spec STR-03
 * @spec STR-06
 * @spec STR-09
 * @spec STR-13
 * @spec STR-14
 * @spec STR-16
 * @spec STR-02a
 * @spec STR-03a
 * @spec STR-15
 */
@PerMutator
public final class HeapStrings {
    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;

    public HeapStrings(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
    }

    // --- creation ---

    /**
     * Creates a string and returns its word. A safepoint.
     *
     * @throws dev.jetvm.runtime.panic.RejectException malformed {@code utf8}
     * @throws PanicException {@code out-of-memory}
     */
    public long make(byte[] utf8) {
        return model.toWord(new Value.Text(Utf8.requireWellFormed(utf8)), mutator);
    }

    /**
     * Concatenates two strings and returns the word of the result. A safepoint.
     *
     * @param left a temporary root
     * @param right a temporary root; may equal {@code left}
     * @throws PanicException {@code capacity-overflow} if the result has more than 2^32-1 bytes, {@code out-of-memory}
     */
    public long concat(int left, int right) {
        long first = length(mutator.kept(left));
        long length = first + length(mutator.kept(right));
        if (length > SIZE_MAX) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW, "a string of " + length + " bytes");
        }
        if (StringForm.ofLength(length) != StringForm.EXTERNAL) {
            byte[] joined = Arrays.copyOf(text(mutator.kept(left)), (int) length);
            byte[] last = text(mutator.kept(right));
            System.arraycopy(last, 0, joined, (int) first, last.length);
            return model.toWord(new Value.Text(joined), mutator);
        }
        long chars = chars(mutator.kept(left)) + chars(mutator.kept(right));
        long buffer = mutator.allocate(Header.fresh(BuiltinType.BUFFER.id(), length, 0, 8));
        copyText(mutator.kept(left), 0, first, buffer + HEADER_SIZE);
        copyText(mutator.kept(right), 0, length - first, buffer + HEADER_SIZE + first);
        return external(buffer, length, chars);
    }

    /**
     * Copies a part of a string to a new string and returns its word. A safepoint.
     *
     * @param string a temporary root
     * @param offset the offset of the first byte
     * @param count in bytes
     * @throws PanicException {@code bounds} if the part is not within the string, {@code char-boundary} if it begins or
     *         ends within a character, {@code out-of-memory}
     */
    public long cut(int string, long offset, long count) {
        long word = mutator.kept(string);
        SliceImage.checkWindow(length(word), offset, count);
        checkBoundary(word, offset);
        checkBoundary(word, offset + count);
        if (StringForm.ofLength(count) != StringForm.EXTERNAL) {
            byte[] part = Arrays.copyOfRange(text(word), (int) offset, (int) (offset + count));
            return model.toWord(new Value.Text(part), mutator);
        }
        long buffer = mutator.allocate(Header.fresh(BuiltinType.BUFFER.id(), count, 0, 8));
        copyText(mutator.kept(string), offset, count, buffer + HEADER_SIZE);
        return external(buffer, count, Utf8.count(memory.bytes(buffer + HEADER_SIZE, (int) count)));
    }

    private void checkBoundary(long word, long offset) {
        if (offset < length(word) && Utf8.isContinuation(byteAt(word, offset))) {
            throw new PanicException(PanicCode.CHAR_BOUNDARY, "byte " + offset + " is inside of a character");
        }
    }

    /**
     * The scalar value of the character that begins at a byte.
     *
     * @param offset in bytes, 0 to the length minus 1
     * @throws PanicException {@code char-boundary} if no character begins there
     */
    public int scalarAt(long word, long offset) {
        checkBoundary(word, offset);
        int first = byteAt(word, offset);
        if (first >= 0) {
            return first;
        }
        int length = Integer.numberOfLeadingZeros(~(first << 24));
        int scalar = first & 0x7F >> length;
        for (int k = 1; k < length; k++) {
            scalar = scalar << 6 | byteAt(word, offset + k) & 0x3F;
        }
        return scalar;
    }

    private byte byteAt(long word, long offset) {
        return model.isReference(word)
                ? (byte) memory.int8(StringForm.textStart(memory, model.address(word)) + offset)
                : text(word)[(int) offset];
    }

    private void copyText(long word, long offset, long count, long to) {
        if (model.isReference(word)) {
            memory.copyBytes(StringForm.textStart(memory, model.address(word)) + offset, to, count);
        } else {
            memory.setBytes(to, Arrays.copyOfRange(text(word), (int) offset, (int) (offset + count)));
        }
    }

    /** Creates the string object of a filled buffer. A safepoint; the buffer is a temporary root meanwhile. */
    private long external(long buffer, long length, long chars) {
        int kept = mutator.keep(model.reference(buffer));
        try {
            long object = mutator.allocate(Header.fresh(BuiltinType.STRING.id(), StringForm.PAYLOAD, 0, 8));
            StringForm.writeExternal(memory, object, model.address(mutator.kept(kept)) + HEADER_SIZE, length, chars);
            return model.reference(object);
        } finally {
            mutator.release(kept);
        }
    }

    // --- inspection ---

    /** Whether a word is a string. */
    public boolean isString(long word) {
        return model.isReference(word)
                ? HeaderWord.type(memory.word(model.address(word))) == BuiltinType.STRING.id()
                : model.toValue(word, mutator) instanceof Value.Text;
    }

    private long check(long word) {
        if (!isString(word)) {
            throw new PanicException(PanicCode.TYPE, "the value is no string");
        }
        return word;
    }

    /** The UTF-8 bytes of a string. */
    public byte[] text(long word) {
        if (model.toValue(check(word), mutator) instanceof Value.Text(byte[] utf8)) {
            return utf8;
        }
        throw new IllegalStateException("a string is a text");
    }

    /** The length in bytes. */
    public long length(long word) {
        return model.isReference(check(word))
                ? Integer.toUnsignedLong(memory.int32(model.address(word) + LENGTH_OFFSET))
                : text(word).length;
    }

    /**
     * The length in scalar values.
     *
     * @spec STR-02
     */
    public long chars(long word) {
        return model.isReference(check(word))
                ? Integer.toUnsignedLong(memory.int32(model.address(word) + CHARS_OFFSET))
                : Utf8.count(text(word));
    }

    public StringForm form(long word) {
        if (!model.isReference(check(word))) {
            return StringForm.IMMEDIATE;
        }
        return StringForm.isInline(memory, model.address(word)) ? StringForm.INLINE : StringForm.EXTERNAL;
    }

    /**
     * Compares two strings by content.
     *
     * @spec STR-13
     */
    public boolean equal(long left, long right) {
        long length = length(left);
        if (length != length(right)) {
            return false;
        }
        if (model.isReference(left) && model.isReference(right)) {
            // The common case: compares in place, without copies.
            return memory.equalBytes(StringForm.textStart(memory, model.address(left)),
                    StringForm.textStart(memory, model.address(right)), length);
        }
        return Arrays.equals(text(left), text(right));
    }

    // The following methods are small enough for the JVM's compiler to inline them even into rarely executed callers.

    /** Whether the objects at two addresses are both strings. */
    public boolean areStrings(long left, long right) {
        return isStringAt(left) && isStringAt(right);
    }

    private boolean isStringAt(long object) {
        return HeaderWord.type(memory.word(object)) == BuiltinType.STRING.id();
    }

    /** Whether two string objects have different lengths, or different hashes if both hashes are computed. */
    public boolean differ(long left, long right) {
        return lengthsDiffer(left, right) || hashesDiffer(memory.word(left + HASH_OFFSET),
                memory.word(right + HASH_OFFSET));
    }

    /** Compares the length and the number of characters as one word, because one access is faster than two. */
    private boolean lengthsDiffer(long left, long right) {
        return memory.word(left + LENGTH_OFFSET) != memory.word(right + LENGTH_OFFSET);
    }

    /** The upper half of both words is zero. */
    private static boolean hashesDiffer(long left, long right) {
        return left != right && left != 0 && right != 0;
    }

    /**
     * Compares two strings by unsigned bytes, which is the order of scalar values. Returns a negative number, zero or a
     * positive number.
     *
     * @spec STR-09a
     */
    public int compare(long left, long right) {
        return Arrays.compareUnsigned(text(left), text(right));
    }

    /**
     * The hash of a string, never 0. A string object caches its hash after the first call.
     *
     * @spec STR-03
     */
    public int hash(long word) {
        if (!model.isReference(check(word))) {
            return Fnv1a.hash(text(word));
        }
        long field = model.address(word) + HASH_OFFSET;
        int hash = memory.int32(field);
        if (hash == 0) {
            // A concurrent thread stores the same hash.
            hash = Fnv1a.hash(text(word));
            memory.setInt32(field, hash);
        }
        return hash;
    }

    /** Whether the string object has a cached hash. */
    public boolean isHashed(long word) {
        return model.isReference(check(word)) && memory.int32(model.address(word) + HASH_OFFSET) != 0;
    }
}
