package dev.jetvm.runtime.memory;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;

/** A space that only grows: allocation moves one pointer up, and {@link #clear} gives everything back at once. */
public final class BumpSpace implements Allocator {
    /** Address 0 is no object's, so the space begins behind it. */
    private static final long START = 16;
    private static final long FIRST = 1 << 16;

    private final Memory memory;
    private final long limit;
    private long top = START;
    private long allocated;
    private final List<Long> kept = new ArrayList<>();

    /** @param limit the most that it takes, in bytes, a multiple of 8; it begins with less */
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

    /** Nothing moves here, so that is only a stack. */
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

    /** Everything allocated is gone; the counter goes on. */
    public void clear() {
        top = START;
    }

}
