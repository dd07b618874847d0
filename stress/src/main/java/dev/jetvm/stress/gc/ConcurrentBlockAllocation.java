package dev.jetvm.stress.gc;

import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.NurserySpace;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two mutators allocate their first blocks concurrently. Their objects do not overlap, and all starts are recorded. */
@JCStressTest
@Clause({"HEAP-24", "HEAP-26"})
@Outcome(id = "1, 4", expect = Expect.ACCEPTABLE, desc = "apart, and all four objects are known")
@Outcome(expect = Expect.FORBIDDEN, desc = "overlapping objects, or a start that was lost")
@State
public class ConcurrentBlockAllocation {
    private static final int SIZE = 40;
    private static final long PAYLOAD = 24;

    private final HeapStore store = new HeapStore(0, 2);
    private final NurserySpace nursery;
    private final long[] first = new long[2];
    private final long[] second = new long[2];
    private final LineAllocator firstLines;
    private final LineAllocator secondLines;

    public ConcurrentBlockAllocation() {
        new ImmortalSpace(store);
        nursery = new NurserySpace(store);
        firstLines = new LineAllocator(store, nursery, false);
        secondLines = new LineAllocator(store, nursery, false);
    }

    @Actor
    public void one() {
        allocate(firstLines, first);
    }

    @Actor
    public void two() {
        allocate(secondLines, second);
    }

    private void allocate(LineAllocator lines, long[] into) {
        for (int k = 0; k < into.length; k++) {
            into[k] = lines.allocate(SIZE, Long.BYTES);
            // The start map finds the next object by the size in the header.
            store.memory().setWord(into[k], PAYLOAD << Integer.SIZE);
        }
    }

    @Arbiter
    public void after(II_Result result) {
        firstLines.settleStarts(_ -> true);
        secondLines.settleStarts(_ -> true);
        result.r1 = apart() ? 1 : 0;
        result.r2 = store.starts().count(0, store.memory().size());
    }

    private boolean apart() {
        for (long left : first) {
            for (long right : second) {
                if (left == 0 || right == 0 || Math.abs(left - right) < SIZE) {
                    return false;
                }
            }
        }
        return true;
    }
}
