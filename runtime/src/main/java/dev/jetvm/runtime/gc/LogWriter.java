package dev.jetvm.runtime.gc;

import java.util.function.LongConsumer;

/**
 * Fills log buffers and hands them over when they are full. Belongs to one thread.
 *
 * @spec BAR-05
 * @spec BAR-06
 */
public final class LogWriter {
    private final RememberedSet remembered;
    private LogBuffer buffer = new LogBuffer();

    /** @param remembered where full buffers go */
    public LogWriter(RememberedSet remembered) {
        this.remembered = remembered;
    }

    /** An object that was written for the first time in a cycle, and the counted references that it held before. */
    public void object(long object, LongStack former) {
        append(object);
        for (int k = 0; k < former.size(); k++) {
            append(former.get(k) | LogBuffer.FORMER);
        }
    }

    private void append(long entry) {
        if (buffer.isFull()) {
            flush();
        }
        buffer.add(entry);
    }

    /** Every entry that is not handed over yet. */
    public void forEach(LongConsumer consumer) {
        buffer.forEach(consumer);
    }

    /** Hands over what there is. */
    public void flush() {
        if (!buffer.isEmpty()) {
            remembered.add(buffer);
            buffer = new LogBuffer();
        }
    }
}
