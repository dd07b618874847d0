package dev.jetvm.runtime.type;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.Allocator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.Memory;

/** Allocates in immortal space. Its objects never move, so their addresses may be kept in Java variables. */
@PerMutator
final class ImmortalAllocator implements Allocator {
    private final ManagedHeap heap;
    private final Mutator mutator;

    ImmortalAllocator(ManagedHeap heap, Mutator mutator) {
        this.heap = heap;
        this.mutator = mutator;
    }

    @Override
    public long allocate(Header header) {
        return heap.allocateImmortal(mutator, header);
    }

    /** Allocates {@code size} zero bytes that the collector does not scan. Returns the address of the first byte. */
    long table(long size) {
        return allocate(Header.fresh(BuiltinType.BUFFER.id(), size, 0, Long.BYTES)) + HeaderConstants.HEADER_SIZE;
    }

    @Override
    public long allocated() {
        return heap.immortal().bytes();
    }

    @Override
    public Memory memory() {
        return mutator.memory();
    }

    @Override
    public int keep(long word) {
        return mutator.keep(word);
    }

    @Override
    public long kept(int index) {
        return mutator.kept(index);
    }

    @Override
    public void release(int index) {
        mutator.release(index);
    }
}
