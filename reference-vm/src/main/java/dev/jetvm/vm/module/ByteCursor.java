package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a part of a file from its begin to its end. Numbers are unsigned and big-endian. Nothing is read behind the end:
 * what would cross it is malformed, {@code truncated}, at its first byte.
 *
 * @spec MOD-01g
 * @spec MOD-02b
 */
final class ByteCursor {
    private final ByteBuffer bytes;

    /** @param end offset in the file, of the first byte behind the part */
    ByteCursor(byte[] file, int begin, int end) {
        this.bytes = ByteBuffer.wrap(file);
        bytes.limit(end).position(begin);
    }

    /** Offset in the file of what is read next. */
    int at() {
        return bytes.position();
    }

    /** Bytes up to the end. */
    int left() {
        return bytes.remaining();
    }

    int u8() {
        need(Byte.BYTES);
        return bytes.get() & 0xFF;
    }

    int u16() {
        need(Short.BYTES);
        return bytes.getShort() & 0xFFFF;
    }

    long u32() {
        need(Integer.BYTES);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long bits64() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    byte[] bytes(long count) {
        need(count);
        byte[] part = new byte[(int) count];
        bytes.get(part);
        return part;
    }

    /** As many bytes of UTF-8 as the number before them says. */
    String text() {
        long length = u32();
        int begin = at();
        byte[] utf8 = bytes(length);
        int bad = Utf8.firstIllFormed(utf8);
        if (bad >= 0) {
            throw RejectException.malformedAt("string-utf8", begin + bad, "the bytes are not UTF-8");
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A number of items of 32 bits, each of which takes some bytes at least. */
    int count32(int least) {
        int at = at();
        return fitting(at, u32(), least);
    }

    /** A number of items of 16 bits, each of which takes some bytes at least. */
    int count16(int least) {
        int at = at();
        return fitting(at, u16(), least);
    }

    /** Before anything is made for the items: so memory is linear in the file. */
    private int fitting(int at, long count, int least) {
        if (count * least > left()) {
            throw RejectException.malformedAt("count", at,
                    "%d items of %d bytes or more do not fit %d bytes".formatted(count, least, left()));
        }
        return (int) count;
    }

    /** A number of 32 bits below a limit. @param what the items that it counts */
    int index(int limit, String what) {
        int at = at();
        return within(at, u32(), limit, what);
    }

    /** A number of 16 bits below a limit. */
    int index16(int limit, String what) {
        int at = at();
        return within(at, u16(), limit, what);
    }

    /** As {@link #index}, but 0 means none, which becomes -1, and everything else is one more than the index. */
    int optionalIndex(int limit, String what) {
        int at = at();
        long number = u32();
        return number == 0 ? -1 : within(at, number - 1, limit, what);
    }

    static int within(int at, long index, int limit, String what) {
        if (index >= limit) {
            throw RejectException.malformedAt("index", at,
                    "index %d of %s, of which there are %d".formatted(index, what, limit));
        }
        return (int) index;
    }

    /** A number of 8 bits that stands for one of so many things. */
    int choice(int count, String what) {
        int at = at();
        int number = u8();
        if (number >= count) {
            throw RejectException.malformedAt("flag", at, number + " is no " + what);
        }
        return number;
    }

    /** Refuses bytes that no item took. */
    void end() {
        if (left() > 0) {
            throw RejectException.malformedAt("section-trailing", at(), left() + " bytes are left in the section");
        }
    }

    private void need(long count) {
        if (count > left()) {
            throw RejectException.malformedAt("truncated", at(),
                    "%d bytes wanted, the section has %d left".formatted(count, left()));
        }
    }
}
