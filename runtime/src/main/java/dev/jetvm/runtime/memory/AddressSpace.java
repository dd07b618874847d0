package dev.jetvm.runtime.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reserves, commits and releases address space through POSIX functions. A reserved range has addresses but no memory:
 * an access to it terminates the process. The system allocates a committed page at the first access to it.
 *
 * <p>{@link #INSTANCE} is empty on a system without these functions (Windows). Its first use initialises the linker,
 * which costs tens of milliseconds at JVM startup, so a heap that stays small never uses it.
 */
final class AddressSpace {
    /** Initialised at the first use, because the initialisation is slow. */
    static final Optional<AddressSpace> INSTANCE = link();

    private static final int PROT_NONE = 0;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE = 0x02;
    private static final int MADV_DONTNEED = 4;
    private static final long MAP_FAILED = -1;

    private final MethodHandle mmap;
    private final MethodHandle mprotect;
    private final MethodHandle madvise;
    private final MethodHandle munmap;
    private final int mapAnonymous;

    private AddressSpace(Linker linker, int mapAnonymous) {
        this.mapAnonymous = mapAnonymous;
        mmap = function(linker, "mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        mprotect = function(linker, "mprotect", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        madvise = function(linker, "madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        munmap = function(linker, "munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);
    }

    private static MethodHandle function(Linker linker, String name, MemoryLayout result, MemoryLayout... parameters) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, parameters));
    }

    private static Optional<AddressSpace> link() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        // MAP_ANONYMOUS | MAP_NORESERVE. The values depend on the system.
        int flags = system.contains("linux") ? 0x4020 : system.contains("mac") ? 0x1040 : 0;
        if (flags == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AddressSpace(Linker.nativeLinker(), flags));
        } catch (RuntimeException _) {
            // No linker, or a C library without one of the functions: the caller falls back to copying.
            return Optional.empty();
        }
    }

    /** @return the address of a reserved range, a multiple of the page size, or 0 if the system refuses */
    long reserve(long bytes) {
        try {
            long address = (long) mmap.invokeExact(0L, bytes, PROT_NONE, MAP_PRIVATE | mapAnonymous, -1, 0L);
            return address == MAP_FAILED ? 0 : address;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Makes a part of a reserved range accessible and initially zero. Returns false if the system refuses. */
    boolean commit(long address, long bytes) {
        try {
            return (int) mprotect.invokeExact(address, bytes, PROT_READ_WRITE) == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Returns the memory of whole pages to the system. The pages stay accessible; their contents are undefined. */
    void discard(long address, long bytes) {
        try {
            // The result does not matter: a system that refuses keeps the memory, and nothing else changes.
            int _ = (int) madvise.invokeExact(address, bytes, MADV_DONTNEED);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Releases a reserved range. */
    void release(long address, long bytes) {
        try {
            if ((int) munmap.invokeExact(address, bytes) != 0) {
                throw new IllegalStateException("munmap refuses 0x%X, %d bytes".formatted(address, bytes));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(@Nullable Throwable e) {
        return new IllegalStateException("a function of the system cannot be called", e);
    }
}
