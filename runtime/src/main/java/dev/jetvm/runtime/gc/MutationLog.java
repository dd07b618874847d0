package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import java.util.function.LongFunction;

/**
 * What the write barrier does at the first write to an old object in a cycle.
 *
 * <p>The former references are copied before the header says LOGGED, and nobody writes before it does: whoever wins has
 * the values from before any write, and whoever loses forgets its copy. So every displaced value is logged exactly once
 * however many threads write (ERR-031).
 *
 * @spec BAR-03
 * @spec BAR-08
 * @spec BAR-11
 * @spec GC-32
 */
public final class MutationLog {
    private MutationLog() {}

    /**
     * Logs an object unless that has happened in this cycle.
     *
     * @param former the counted references of an object as they are now
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
