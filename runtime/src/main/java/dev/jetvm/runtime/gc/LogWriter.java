package dev.jetvm.runtime.gc;

import java.util.function.LongConsumer;

/**
 * Writes log entries to a buffer and adds full buffers to the remembered set. Used by one thread only.
 *
 * @spec BAR-05
 * @spec BAR-06
 */
public final class LogWriter {
    private final RememberedSet remembered;
    private LogBuffer buffer = new LogBuffer();

    /** @param remembered receives the full buffers */
    public LogWriter(RememberedSet remembered) {
        this.remembered = remembered;
    }

    /**
     * Logs the first write to an object in a cycle.
     *
     * @param former the counted references that the object held before the write
     */
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

    /** Visits every entry of the current buffer. */
    public void forEach(LongConsumer consumer) {
        buffer.forEach(consumer);
    }

    /** Adds the current buffer to the remembered set, unless it is empty. */
    public void flush() {
        if (!buffer.isEmpty()) {
            remembered.add(buffer);
            buffer = new LogBuffer();
        }
    }
}
