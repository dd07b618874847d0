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
 * Strings as one mutator sees them: words that are immediate or refer to a string object. What allocates takes its
 * operands as temporary roots and is a safepoint; everything else takes words and is none.
 *
 * <p>Every method panics with {@code type} if an operand is no string.
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

    // --- making ---

    /**
     * The word of a text. A safepoint.
     *
     * @throws dev.jetvm.runtime.panic.RejectException malformed {@code utf8}
     * @throws PanicException {@code out-of-memory}
     */
    public long make(byte[] utf8) {
        return model.toWord(new Value.Text(Utf8.requireWellFormed(utf8)), mutator);
    }

    /**
     * The text of one string and behind it that of another, as a new string. A safepoint.
     *
     * @param left a temporary root
     * @param right a temporary root, possibly the same
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
     * A part of a string as a string of its own. A safepoint.
     *
     * @param string a temporary root
     * @param offset of the first byte
     * @param count in bytes
     * @throws PanicException {@code bounds} if the part does not lie inside, {@code char-boundary} if it begins or ends
     *         within a character, {@code out-of-memory}
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
     * The character that begins at a byte.
     *
     * @param offset below the length
     * @throws PanicException {@code char-boundary} if none begins there
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

    /** The string object for a buffer that was filled. A safepoint: the buffer is kept meanwhile. */
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

    // --- looking ---

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

    /** The bytes of a string. */
    public byte[] text(long word) {
        if (model.toValue(check(word), mutator) instanceof Value.Text(byte[] utf8)) {
            return utf8;
        }
        throw new IllegalStateException("a string is a text");
    }

    /** In bytes. */
    public long length(long word) {
        return model.isReference(check(word))
                ? Integer.toUnsignedLong(memory.int32(model.address(word) + LENGTH_OFFSET))
                : text(word).length;
    }

    /**
     * In scalar values.
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
     * By content.
     *
     * @spec STR-13
     */
    public boolean equal(long left, long right) {
        long length = length(left);
        if (length != length(right)) {
            return false;
        }
        if (model.isReference(left) && model.isReference(right)) {
            // Most comparisons of programs: no copies.
            return memory.equalBytes(StringForm.textStart(memory, model.address(left)),
                    StringForm.textStart(memory, model.address(right)), length);
        }
        return Arrays.equals(text(left), text(right));
    }

    // In parts so small that the JVM's compiler makes them part of whoever calls, however seldom that is.

    /** Whether two objects are strings. */
    public boolean areStrings(long left, long right) {
        return isStringAt(left) && isStringAt(right);
    }

    private boolean isStringAt(long object) {
        return HeaderWord.type(memory.word(object)) == BuiltinType.STRING.id();
    }

    /** Whether two string objects are unequal already by their length, or by their hashes if both have one. */
    public boolean differ(long left, long right) {
        return lengthsDiffer(left, right) || hashesDiffer(memory.word(left + HASH_OFFSET),
                memory.word(right + HASH_OFFSET));
    }

    /** Compares words, which are read faster than their halves: the length and the number of characters. */
    private boolean lengthsDiffer(long left, long right) {
        return memory.word(left + LENGTH_OFFSET) != memory.word(right + LENGTH_OFFSET);
    }

    /** The other half of these words is zero. */
    private static boolean hashesDiffer(long left, long right) {
        return left != right && left != 0 && right != 0;
    }

    /**
     * By bytes as unsigned numbers, which is the order of scalar values: below, at or above zero.
     *
     * @spec STR-09a
     */
    public int compare(long left, long right) {
        return Arrays.compareUnsigned(text(left), text(right));
    }

    /**
     * Never 0. Computed once for a string object, which keeps it.
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
            // Whoever else computes it at the same time stores the same.
            hash = Fnv1a.hash(text(word));
            memory.setInt32(field, hash);
        }
        return hash;
    }

    /** Whether the hash lies in the string object already. */
    public boolean isHashed(long word) {
        return model.isReference(check(word)) && memory.int32(model.address(word) + HASH_OFFSET) != 0;
    }
}
