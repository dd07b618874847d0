package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import java.util.function.LongFunction;

/**
 * The slow path of the write barrier: logs the first write to an old object in a cycle.
 *
 * <p>A thread copies the former references before it sets LOGGED in the header, and no thread writes to the object
 * before LOGGED is set. The thread that sets LOGGED therefore has the values from before any write; every other thread
 * discards its copy. Each displaced value is logged exactly once, for any number of threads (ERR-031).
 *
 * @spec BAR-03
 * @spec BAR-08
 * @spec BAR-11
 * @spec GC-32
 */
public final class MutationLog {
    private MutationLog() {}

    /**
     * Logs an object unless it has been logged in this cycle.
     *
     * @param former returns the counted references that an object currently holds
     */
    public static void firstWrite(Memory memory, long object, LogWriter log, LongFunction<LongStack> former) {
        long low = memory.wordAcquire(object);
        while (!HeaderWord.isLogged(low)) {
            LongStack references = former.apply(object);
            if (memory.compareAndSetWord(object, low, HeaderWord.withLog(low))) {
                log.object(object, references);
                return;
            }
            low = memory.wordAcquire(object);
        }
    }
}
