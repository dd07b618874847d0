package dev.jetvm.vm.module;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over a range of bytes of a module file. Integers are unsigned and big-endian. A read that would cross the
 * end of the range is malformed with code {@code truncated} at the offset of the read.
 *
 * @spec MOD-01g
 * @spec MOD-02b
 */
final class ByteCursor {
    private final ByteBuffer bytes;

    /**
     * @param begin offset in the file of the first byte of the range
     * @param end offset in the file of the first byte after the range
     */
    ByteCursor(byte[] file, int begin, int end) {
        this.bytes = ByteBuffer.wrap(file);
        bytes.limit(end).position(begin);
    }

    /** Returns the offset in the file of the next read. */
    int at() {
        return bytes.position();
    }

    /** Returns the number of bytes before the end of the range. */
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

    /**
     * Reads a string: its length in bytes (32 bits), then its UTF-8 bytes. Ill-formed UTF-8 is malformed with code
     * {@code string-utf8}.
     */
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

    /**
     * Reads a 32-bit item count.
     *
     * @param least the least size of an item, in bytes
     */
    int count32(int least) {
        int at = at();
        return fitting(at, u32(), least);
    }

    /**
     * Reads a 16-bit item count.
     *
     * @param least the least size of an item, in bytes
     */
    int count16(int least) {
        int at = at();
        return fitting(at, u16(), least);
    }

    /** Runs before anything is allocated for the items, so that memory use is linear in the length of the file. */
    private int fitting(int at, long count, int least) {
        if (count * least > left()) {
            throw RejectException.malformedAt("count", at,
                    "%d items of %d bytes or more do not fit %d bytes".formatted(count, least, left()));
        }
        return (int) count;
    }

    /**
     * Reads a 32-bit index below a limit.
     *
     * @param what names the indexed items in the message
     */
    int index(int limit, String what) {
        int at = at();
        return within(at, u32(), limit, what);
    }

    /** Reads a 16-bit index below a limit. */
    int index16(int limit, String what) {
        int at = at();
        return within(at, u16(), limit, what);
    }

    /** Reads an optional 32-bit index: 0 means none and returns -1; any other value is the index plus one. */
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

    /** Reads an 8-bit number below {@code count}, which selects one of the values of an enumeration or flag. */
    int choice(int count, String what) {
        int at = at();
        int number = u8();
        if (number >= count) {
            throw RejectException.malformedAt("flag", at, number + " is no " + what);
        }
        return number;
    }

    /** Rejects remaining bytes with code {@code section-trailing}. */
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
