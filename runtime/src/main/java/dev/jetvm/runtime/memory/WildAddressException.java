package dev.jetvm.runtime.memory;

/**
 * Signals a defect of the runtime: an access to an address that is out of bounds, misaligned or not allocated. Only
 * {@link MemoryForm#CHECKED} detects it.
 */
public final class WildAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WildAddressException(long address, long length, String found) {
        super("%d bytes at 0x%X: %s".formatted(length, address, found));
    }
}
