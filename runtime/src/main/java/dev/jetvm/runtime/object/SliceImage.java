package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueConstants;

/**
 * A slice as a value of sixteen bytes: the word of the array, then u32 offset and u32 length, both in elements.
 *
 * @spec ARR-06
 * @spec ARR-08
 */
public record SliceImage(long array, long offset, long length) {

    /**
     * Creates a slice of an array.
     *
     * @param array the word of the array
     * @param available the number of elements of the array
     * @throws PanicException {@code bounds}
     * @throws RejectException {@code slice-array}, or the flaw of a word with the tag of references
     */
    public static SliceImage of(long array, long available, long offset, long count) {
        checkArray(array);
        checkWindow(available, offset, count);
        return new SliceImage(array, offset, count);
    }

    /** Creates a slice of this slice. @throws PanicException {@code bounds}, also if its offset exceeds 32 bits */
    public SliceImage slice(long from, long count) {
        checkWindow(length, from, count);
        if (offset + from > LayoutConstants.ARRAY_LENGTH_MAX) {
            throw new PanicException(PanicCode.BOUNDS, "slice out of bounds: it begins at " + (offset + from));
        }
        return new SliceImage(array, offset + from, count);
    }

    /** Checks the tag first, so that a word with another tag is always rejected with {@code slice-array}. */
    private static void checkArray(long word) {
        if ((word & ValueConstants.TAG_MASK) != ValueConstants.TAG_REF
                || !(TaggedWord.decode(word) instanceof Value.Ref)) {
            throw RejectException.malformed("slice-array", "a slice needs a reference to an array");
        }
    }

    /** Checks a window in 64 bits and without an addition: offset + count could wrap around (ERR-070). */
    static void checkWindow(long available, long offset, long count) {
        if (offset < 0 || offset > available || count < 0 || count > available - offset) {
            throw new PanicException(PanicCode.BOUNDS,
                    "slice out of bounds: offset %d, length %d of %d".formatted(offset, count, available));
        }
    }

    public byte[] pack() {
        byte[] image = new byte[LayoutConstants.SLICE_SIZE];
        LittleEndian.setInt64(image, 0, array);
        LittleEndian.setInt32(image, 8, (int) offset);
        LittleEndian.setInt32(image, 12, (int) length);
        return image;
    }

    /** @throws RejectException {@code slice-length}, otherwise as {@link #of} */
    public static SliceImage unpack(byte[] image) {
        if (image.length != LayoutConstants.SLICE_SIZE) {
            throw RejectException.malformed("slice-length", image.length + " bytes, a slice has 16");
        }
        long word = LittleEndian.int64(image, 0);
        checkArray(word);
        return new SliceImage(word, LittleEndian.unsigned(image, 8, 4), LittleEndian.unsigned(image, 12, 4));
    }
}
