package dev.jetvm.runtime.memory;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;

/** A space that only grows: allocation moves one pointer up, and {@link #clear} gives everything back at once. */
public final class BumpSpace implements Allocator {
    /** Address 0 is no object's, so the space begins behind it. */
    private static final long START = 16;

    private final Memory memory;
    private long top = START;
    private long allocated;
    private final List<Long> kept = new ArrayList<>();

    /** @param size in bytes, a multiple of 8 */
    public BumpSpace(long size) {
        this.memory = new Memory(size);
    }

    @Override
    public long allocate(Header header) {
        long align = Math.max(8, header.align());
        long address = Alignment.roundUp(top, align);
        long total = Alignment.roundUp(HeaderConstants.HEADER_SIZE + header.size(), 8);
        if (address + total > memory.size()) {
            throw new PanicException(PanicCode.OUT_OF_MEMORY,
                    total + " bytes wanted, " + Math.max(0, memory.size() - address) + " left");
        }
        for (long at = address; at < address + total; at += Long.BYTES) {
            memory.setWord(at, 0);
        }
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
