package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.text.StringConstants.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.text.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The decoded image of a string object: 56 bytes, checked.
 *
 * @param form inline or external
 * @param length in bytes
 * @param chars code points
 * @param hash 0 if not computed
 * @param utf8 the text; null for an external string whose content is not known
 * @spec STR-02
 * @spec STR-03
 * @spec STR-06
 * @spec STR-07
 * @spec STR-08
 */
public record StringImage(StringForm form, long length, long chars, int hash, byte @Nullable [] utf8) {

    /**
     * Decodes and checks the image of a string object.
     *
     * @param content the bytes in the buffer of an external string, or null if they are not known
     * @throws RejectException malformed, with the code of the first flaw
     */
    public static StringImage decode(byte[] image, byte @Nullable [] content) {
        check(image.length == OBJECT_SIZE, "string-length", image.length + " bytes, a string object has 56");
        Header header = Header.read(image);
        check(header.type() == BuiltinType.STRING.id(), "string-type", "type " + header.type() + " is not String");
        check(header.size() == OBJECT_SIZE - HeaderConstants.HEADER_SIZE, "string-length",
                "payload of " + header.size() + " bytes, a string has 40");
        boolean inline = (image[MARK_OFFSET] & INLINE_MARK) != 0;
        check(inline == ((header.flags() & FLAG_INLINE) != 0), "string-form",
                "flag bit 0 and bit 7 of the last byte disagree");
        long length = LittleEndian.unsigned(image, LENGTH_OFFSET, 4);
        StringForm form = inline ? StringForm.INLINE : StringForm.EXTERNAL;
        check(StringForm.ofLength(length) == form, "string-tier",
                "a string of " + length + " bytes is " + StringForm.ofLength(length).wire());
        check(LittleEndian.int32(image, ZERO_OFFSET) == 0, "string-zero", "the word at 28 is not zero");
        byte[] utf8 = inline ? inlineBytes(image, (int) length) : external(image, length, content);
        long chars = LittleEndian.unsigned(image, CHARS_OFFSET, 4);
        int hash = LittleEndian.int32(image, HASH_OFFSET);
        if (utf8 == null) {
            // The text is not known, but a code point has one to four bytes.
            check(chars <= length && chars >= (length + 3) / 4, "string-chars", chars + " code points");
        } else {
            checkText(utf8, chars, hash);
        }
        return new StringImage(form, length, chars, hash, utf8);
    }

    private static byte[] inlineBytes(byte[] image, int length) {
        check((image[MARK_OFFSET] & 0x7F) == length, "string-tier", "the last byte and the length disagree");
        for (int at = STORAGE_OFFSET + length; at < MARK_OFFSET; at++) {
            check(image[at] == 0, "string-padding", "byte " + at + " behind the text is not zero");
        }
        return Arrays.copyOfRange(image, STORAGE_OFFSET, STORAGE_OFFSET + length);
    }

    private static byte @Nullable [] external(byte[] image, long length, byte @Nullable [] content) {
        long stored = LittleEndian.int64(image, BUFFER_LENGTH_OFFSET);
        long capacity = LittleEndian.int64(image, BUFFER_CAPACITY_OFFSET);
        check(stored == length, "string-tier", "the buffer's length and the string's disagree");
        check(capacity >= length, "string-capacity", "the capacity is smaller than the length, or has bit 63 set");
        check(content == null || content.length == length, "string-tier", "the content has another length");
        return content;
    }

    private static void checkText(byte[] utf8, long chars, int hash) {
        Utf8.requireWellFormed(utf8);
        check(Utf8.count(utf8) == chars, "string-chars", chars + " code points, there are " + Utf8.count(utf8));
        check(hash == 0 || hash == Fnv1a.hash(utf8), "string-hash", "the cached hash is another text's");
    }

    private static void check(boolean legal, String code, String message) {
        if (!legal) {
            throw RejectException.malformed(code, message);
        }
    }
}
