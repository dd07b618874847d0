package dev.jetvm.runtime.memory;

/**
 * A fault of the runtime itself: it used an address at which it has nothing. Only the checked memory finds it
 * ({@link MemoryForm#CHECKED}).
 */
public final class WildAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WildAddressException(long address, long length, String found) {
        super("%d bytes at 0x%X: %s".formatted(length, address, found));
    }
}
