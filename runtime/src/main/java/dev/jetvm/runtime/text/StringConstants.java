package dev.jetvm.runtime.text;

/**
 * The string object: 56 bytes, little-endian.
 *
 * <pre>
 * +0  header (flags bit 0: inline)
 * +16 u32 length in bytes    +20 u32 code points    +24 u32 hash, 0 if not computed    +28 u32 zero
 * +32 storage, 24 bytes:     inline: the bytes, zeros, last byte 0x80 | length
 *                            external: u64 address, u64 length, u64 capacity
 * </pre>
 *
 * @spec STR-02
 * @spec STR-03
 * @spec STR-06
 * @spec STR-07
 * @spec STR-08
 */
public final class StringConstants {
    private StringConstants() {}

    public static final int IMMEDIATE_MAX = 7;
    public static final int INLINE_MAX = 23;
    public static final int OBJECT_SIZE = 56;
    public static final int LENGTH_OFFSET = 16;
    public static final int CHARS_OFFSET = 20;
    public static final int HASH_OFFSET = 24;
    public static final int ZERO_OFFSET = 28;
    public static final int STORAGE_OFFSET = 32;
    public static final int STORAGE_SIZE = 24;
    public static final int MARK_OFFSET = STORAGE_OFFSET + STORAGE_SIZE - 1;
    public static final int INLINE_MARK = 0x80;
    public static final int FLAG_INLINE = 1;
    public static final int BUFFER_OFFSET = STORAGE_OFFSET;
    public static final int BUFFER_LENGTH_OFFSET = STORAGE_OFFSET + 8;
    public static final int BUFFER_CAPACITY_OFFSET = STORAGE_OFFSET + 16;
}
