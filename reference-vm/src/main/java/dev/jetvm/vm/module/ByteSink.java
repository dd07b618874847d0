package dev.jetvm.vm.module;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes unsigned big-endian integers. A number that does not fit its field is an {@link IllegalArgumentException}. */
final class ByteSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ByteSink u8(int number) {
        fit(number, 0xFF);
        out.write(number);
        return this;
    }

    ByteSink u16(int number) {
        fit(number, 0xFFFF);
        out.write(number >>> 8);
        out.write(number);
        return this;
    }

    ByteSink u32(long number) {
        fit(number, 0xFFFF_FFFFL);
        return bits32((int) number);
    }

    ByteSink bits32(int bits) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(bits >>> shift);
        }
        return this;
    }

    ByteSink bits64(long bits) {
        return bits32((int) (bits >>> Integer.SIZE)).bits32((int) bits);
    }

    ByteSink bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Writes the length of the UTF-8 form in bytes (32 bits), then its bytes. */
    ByteSink text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).bytes(utf8);
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private static void fit(long number, long most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(number + " does not fit a field of a module, which holds up to " + most);
        }
    }
}
