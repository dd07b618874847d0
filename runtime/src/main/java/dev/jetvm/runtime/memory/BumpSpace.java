package dev.jetvm.runtime.memory;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/** A space that only grows: allocation moves one pointer up, and {@link #clear} gives everything back at once. */
public final class BumpSpace implements Allocator {
    /** Address 0 is no object's, so the space begins behind it. */
    private static final long START = 16;

    private final Memory memory;
    private long top = START;
    private long allocated;

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

    /** Everything allocated is gone; the counter goes on. */
    public void clear() {
        top = START;
    }

}
