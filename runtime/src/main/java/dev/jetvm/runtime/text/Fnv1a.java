package dev.jetvm.runtime.text;

/**
 * The hash of strings: FNV-1a of 32 bits over the UTF-8 bytes (Fowler, Noll, Vo). In a string object 0 means "not
 * computed yet", so a computed 0 is replaced by 1.
 *
 * @spec STR-03
 * @spec STR-04
 */
public final class Fnv1a {
    public static final int BASIS = 0x811C9DC5;
    public static final int PRIME = 0x01000193;

    private Fnv1a() {}

    /** The hash of a text, never 0. */
    public static int hash(byte[] utf8) {
        int hash = BASIS;
        for (byte b : utf8) {
            hash = (hash ^ b & 0xFF) * PRIME;
        }
        return hash == 0 ? 1 : hash;
    }
}
