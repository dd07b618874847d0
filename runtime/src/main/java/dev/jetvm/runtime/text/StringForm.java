package dev.jetvm.runtime.text;

import static dev.jetvm.runtime.text.StringConstants.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.memory.Memory;
import java.util.Locale;

/**
 * The three forms of a string. The number of bytes determines the form.
 *
 * @spec STR-05
 * @spec STR-06
 * @spec STR-07
 * @spec STR-08
 */
public enum StringForm {
    /** 0 to 7 bytes, in the word. */
    IMMEDIATE,
    /** 8 to 23 bytes, in the string object. */
    INLINE,
    /** 24 bytes or more, in a separate buffer. */
    EXTERNAL;

    /** The payload size of a string object in bytes. */
    public static final int PAYLOAD = OBJECT_SIZE - HeaderConstants.HEADER_SIZE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static StringForm ofLength(long bytes) {
        return bytes <= IMMEDIATE_MAX ? IMMEDIATE : bytes <= INLINE_MAX ? INLINE : EXTERNAL;
    }

    /** The size of the string object in bytes, 0 for the immediate form. */
    public int objectSize() {
        return this == IMMEDIATE ? 0 : OBJECT_SIZE;
    }

    /**
     * The image of the string object of a text. The object contains up to 23 bytes inline. Texts of 0 to 7 bytes need
     * an object only in the NaN profile.
     *
     * @param utf8 well-formed
     * @param buffer the address of the bytes, for the external form
     * @param capacity the capacity of the buffer in bytes, for the external form
     * @param hashed whether to store the hash in the object
     */
    public static byte[] objectImage(byte[] utf8, long buffer, long capacity, boolean hashed) {
        boolean inline = utf8.length <= INLINE_MAX;
        byte[] image = new byte[OBJECT_SIZE];
        Header.fresh(BuiltinType.STRING.id(), OBJECT_SIZE - HeaderConstants.HEADER_SIZE, inline ? FLAG_INLINE : 0, 8)
                .writeTo(image);
        LittleEndian.setInt32(image, LENGTH_OFFSET, utf8.length);
        LittleEndian.setInt32(image, CHARS_OFFSET, Utf8.count(utf8));
        LittleEndian.setInt32(image, HASH_OFFSET, hashed ? Fnv1a.hash(utf8) : 0);
        if (inline) {
            System.arraycopy(utf8, 0, image, STORAGE_OFFSET, utf8.length);
            image[MARK_OFFSET] = (byte) (INLINE_MARK | utf8.length);
        } else {
            LittleEndian.setInt64(image, BUFFER_OFFSET, buffer);
            LittleEndian.setInt64(image, BUFFER_LENGTH_OFFSET, utf8.length);
            LittleEndian.setInt64(image, BUFFER_CAPACITY_OFFSET, capacity);
        }
        return image;
    }

    /** Writes the payload of an external string whose header is already written. The hash is not computed. */
    public static void writeExternal(Memory memory, long address, long buffer, long length, long chars) {
        memory.setInt32(address + LENGTH_OFFSET, (int) length);
        memory.setInt32(address + CHARS_OFFSET, (int) chars);
        memory.setWord(address + BUFFER_OFFSET, buffer);
        memory.setWord(address + BUFFER_LENGTH_OFFSET, length);
        memory.setWord(address + BUFFER_CAPACITY_OFFSET, length);
    }

    /** Whether a string object contains its text inline. */
    public static boolean isInline(Memory memory, long address) {
        return (memory.int8(address + MARK_OFFSET) & INLINE_MARK) != 0;
    }

    /** The address of the first byte of the text of a string object. */
    public static long textStart(Memory memory, long address) {
        return isInline(memory, address) ? address + STORAGE_OFFSET : memory.word(address + BUFFER_OFFSET);
    }

    /** The text of a string object, as UTF-8. */
    public static byte[] content(Memory memory, long address) {
        return memory.bytes(textStart(memory, address), memory.int32(address + LENGTH_OFFSET));
    }
}
