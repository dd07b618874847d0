package dev.jetvm.runtime.memory;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;

/** A space without a collector: allocation advances one pointer, and {@link #clear} frees all objects at once. */
public final class BumpSpace implements Allocator {
    /** The first address: no object has address 0. */
    private static final long START = 16;
    private static final long FIRST = 1 << 16;

    private final Memory memory;
    private final long limit;
    private long top = START;
    private long allocated;
    private final List<Long> kept = new ArrayList<>();

    /** @param limit the maximum size in bytes, a multiple of 8; the space begins with at most 64 KB and doubles */
    public BumpSpace(long limit) {
        this.limit = limit;
        this.memory = new Memory(Math.min(limit, FIRST));
    }

    @Override
    public long allocate(Header header) {
        long align = Math.max(8, header.align());
        long address = Alignment.roundUp(top, align);
        long total = Alignment.roundUp(HeaderConstants.HEADER_SIZE + header.size(), 8);
        while (address + total > memory.size()) {
            if (address + total > limit || !memory.grow(Math.min(limit, memory.size() * 2))) {
                throw new PanicException(PanicCode.OUT_OF_MEMORY,
                        total + " bytes wanted, " + Math.max(0, limit - address) + " left");
            }
        }
        memory.clear(address, address + total);
        memory.setWord(address, header.low());
        memory.setWord(address + HeaderConstants.META_OFFSET, header.meta());
        top = address + total;
        allocated += total;
        return address;
    }

    @Override
    public long allocated() {
        return allocated;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /** Pushes the word to a stack; objects of this space never move. */
    @Override
    public int keep(long word) {
        kept.add(word);
        return kept.size() - 1;
    }

    @Override
    public long kept(int index) {
        return kept.get(index);
    }

    @Override
    public void release(int index) {
        kept.subList(index, kept.size()).clear();
    }

    /** Frees all objects. {@link #allocated} is not reset. */
    public void clear() {
        top = START;
    }

}
