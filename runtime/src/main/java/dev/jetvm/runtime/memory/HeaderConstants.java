package dev.jetvm.runtime.memory;

/**
 * The layout of an object header: the first sixteen bytes of every object, little-endian.
 *
 * <pre>
 * +0  u32 header word   type 0-23 | gc bits 24-27 | rc bits 28-31
 * +4  u32 size          payload in bytes, header excluded
 * +8  u64 meta          flags 0-15 | log2 of the alignment 16-19 | weak 20-31 | strong 32-63,
 *                       or the new address when the object is forwarded
 * </pre>
 *
 * @spec HDR-01
 * @spec HDR-02
 * @spec HDR-03
 * @spec HDR-04
 * @spec HDR-05
 * @spec HDR-06
 * @spec HDR-07
 * @spec HDR-08
 * @spec HDR-09
 * @spec HDR-10
 * @spec HDR-11
 * @spec HDR-12a
 */
public final class HeaderConstants {
    private HeaderConstants() {}

    public static final int HEADER_SIZE = 16;
    public static final int WORD_OFFSET = 0;
    public static final int SIZE_OFFSET = 4;
    public static final int META_OFFSET = 8;

    public static final int TYPE_MAX = 0xFFFFFF;
    // Not public: HeaderWord alone shifts the bits of a header.
    static final int GC_SHIFT = 24;
    static final int RC_SHIFT = 28;
    public static final int NIBBLE = 0xF;

    public static final int COLOUR_MASK = 0x3;
    public static final int WHITE = 0;
    public static final int GREY = 1;
    public static final int BLACK = 2;
    public static final int FORWARDED = 3;
    public static final int PINNED = 0x4;
    public static final int LOGGED = 0x8;
    /** FORWARDED and LOGGED: an evacuator has claimed the object and not finished its copy; meta still holds counts. */
    public static final int COPYING = 0xB;

    public static final int RC_ACTIVE = 0x1;
    public static final int RC_ACYCLIC = 0x2;
    public static final int RC_FINALIZABLE = 0x4;
    public static final int RC_SIDE_COUNT = 0x8;

    public static final int FLAGS_MAX = 0xFFFF;
    public static final int ALIGN_SHIFT = 16;
    public static final int ALIGN_MAX = 32768;
    public static final int WEAK_SHIFT = 20;
    public static final int WEAK_MAX = 0xFFF;
    public static final int STRONG_SHIFT = 32;
    public static final long STRONG_MAX = 0xFFFF_FFFFL;
    public static final long SIZE_MAX = 0xFFFF_FFFFL;
}
