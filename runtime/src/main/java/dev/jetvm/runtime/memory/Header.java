package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.panic.RejectException;

/**
 * An object header: sixteen bytes, as two words with named fields.
 *
 * @param low header word in bits 0 to 31, payload size in bits 32 to 63
 * @param meta flags, alignment and counts, or the new address of a forwarded object
 * @spec HDR-01
 * @spec HDR-02
 * @spec HDR-03
 * @spec HDR-04
 * @spec HDR-05
 * @spec HDR-06
 * @spec HDR-07
 * @spec HDR-08
 * @spec HDR-09
 * @spec HDR-11
 * @spec HDR-12a
 */
public record Header(long low, long meta) {

    /**
     * A header with its counts.
     *
     * @throws RejectException invalid: {@code header-type}, {@code header-gc}, {@code header-rc}, {@code header-size},
     *         {@code header-flags}, {@code header-align}, {@code header-weak}, {@code header-strong},
     *         {@code header-forwarding}, {@code header-pinned-forwarded}
     */
    public static Header of(long type, int gc, int rc, long size, int flags, int align, int weak, long strong) {
        if (gc == FORWARDED) {
            throw missingForwarding();
        }
        check(flags >= 0 && flags <= FLAGS_MAX, "header-flags", "flags are 16 bits");
        check(isAlignment(align), "header-align", align + " is not a power of two from 1 to 32768");
        check(weak >= 0 && weak <= WEAK_MAX, "header-weak", "the weak count has 12 bits");
        check(strong >= 0 && strong <= STRONG_MAX, "header-strong", "the strong count has 32 bits");
        return new Header(low(type, gc, rc, size), HeaderWord.meta(flags, align, weak, strong));
    }

    /** The header of an object that was moved to {@code address}. */
    public static Header forwarded(long type, int gc, int rc, long size, long address) {
        check(gc == FORWARDED, "header-forwarding", "a forwarding address needs gc bits 3");
        check(isForwardingAddress(address), "header-forwarding", notAnAddress(address));
        return new Header(low(type, gc, rc, size), address);
    }

    /** The header of a new object of a built-in type: white, with all counts zero. */
    public static Header fresh(int type, long size, int flags, int align) {
        return of(type, WHITE, 0, size, flags, align, 0, 0);
    }

    /** The rejection of gc bits 3 without a forwarding address. */
    public static RejectException missingForwarding() {
        return RejectException.invalid("header-forwarding", "gc bits 3 need a forwarding address");
    }

    private static long low(long type, int gc, int rc, long size) {
        check(type >= 1 && type <= TYPE_MAX, "header-type", "a type is 1 to 0xFFFFFF");
        check(gc >= 0 && gc <= NIBBLE, "header-gc", "gc bits are 4 bits");
        check((gc & COLOUR_MASK) != FORWARDED || (gc & PINNED) == 0, "header-pinned-forwarded",
                "a pinned object is never forwarded");
        check(rc >= 0 && rc <= NIBBLE, "header-rc", "rc bits are 4 bits");
        check(size >= 0 && size <= SIZE_MAX, "header-size", "the payload has at most 2^32-1 bytes");
        return HeaderWord.low(type, gc, rc, size);
    }

    private static void check(boolean legal, String code, String message) {
        if (!legal) {
            throw RejectException.invalid(code, message);
        }
    }

    public static boolean isAlignment(long align) {
        return align >= 1 && align <= ALIGN_MAX && Long.bitCount(align) == 1;
    }

    static boolean isForwardingAddress(long address) {
        return address != 0 && (address & 7) == 0 && address >>> 48 == 0;
    }

    static String notAnAddress(long address) {
        return "0x%X is zero, not a multiple of 8, or not below 2^48".formatted(address);
    }

    /**
     * Reads a header of exactly sixteen bytes.
     *
     * @throws RejectException malformed: {@code header-length}, {@code header-type}, {@code header-pinned-forwarded},
     *         {@code header-forwarding}
     */
    public static Header unpack(byte[] image) {
        if (image.length != HEADER_SIZE) {
            throw RejectException.malformed("header-length", image.length + " bytes, a header has 16");
        }
        return read(image);
    }

    /** Reads the header at the start of an image of at least sixteen bytes. */
    public static Header read(byte[] image) {
        Header header = new Header(LittleEndian.int64(image, 0), LittleEndian.int64(image, META_OFFSET));
        if (header.type() == 0) {
            throw RejectException.malformed("header-type", "type 0 is no type");
        }
        if ((header.gc() & COLOUR_MASK) == FORWARDED && header.pinned()) {
            throw RejectException.malformed("header-pinned-forwarded", "a pinned object is never forwarded");
        }
        if (header.gc() == FORWARDED && !isForwardingAddress(header.meta)) {
            throw RejectException.malformed("header-forwarding", notAnAddress(header.meta));
        }
        return header;
    }

    public byte[] pack() {
        byte[] image = new byte[HEADER_SIZE];
        writeTo(image);
        return image;
    }

    /** Writes the header to the first sixteen bytes of an image. */
    public void writeTo(byte[] image) {
        LittleEndian.setInt64(image, 0, low);
        LittleEndian.setInt64(image, META_OFFSET, meta);
    }

    public int type() {
        return HeaderWord.type(low);
    }

    public int gc() {
        return HeaderWord.gc(low);
    }

    public int rc() {
        return HeaderWord.rc(low);
    }

    /** The payload size in bytes. */
    public long size() {
        return HeaderWord.size(low);
    }

    public int headerWord() {
        return (int) low;
    }

    public int colour() {
        return HeaderWord.colour(low);
    }

    public boolean pinned() {
        return HeaderWord.isPinned(low);
    }

    public boolean logged() {
        return HeaderWord.isLogged(low);
    }

    public boolean isForwarded() {
        return gc() == FORWARDED;
    }

    public boolean isCopying() {
        return gc() == COPYING;
    }

    public int flags() {
        return HeaderWord.flags(meta);
    }

    public int align() {
        return HeaderWord.align(meta);
    }

    public int weak() {
        return HeaderWord.weak(meta);
    }

    public long strong() {
        return HeaderWord.strong(meta);
    }

    /** The name of the state in the conformance protocol. */
    public String state() {
        return switch (colour()) {
            case WHITE -> "white";
            case GREY -> "grey";
            case BLACK -> "black";
            default -> isCopying() ? "copying" : "forwarded";
        };
    }

    Header withGc(int gc) {
        return new Header(HeaderWord.withGc(low, gc), meta);
    }

    Header withRc(int rc) {
        return new Header(HeaderWord.withRc(low, rc), meta);
    }

    Header withWeak(int weak) {
        return new Header(low, HeaderWord.withWeak(meta, weak));
    }

    Header withStrong(long strong) {
        return new Header(low, HeaderWord.withStrong(meta, strong));
    }
}
