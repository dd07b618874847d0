package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.stress.Clause;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two mutators acquire the same lock, and each stops the world while it holds the lock. Both proceed, since a mutator
 * waits for a lock as a blocked mutator. If one of them waited as a running one, the test would never end.
 */
@JCStressTest
@Clause({"GC-12", "GC-28"})
@Outcome(id = "4, 2", expect = Expect.ACCEPTABLE, desc = "both held the lock, one after the other, and both stopped the world")
@Outcome(expect = Expect.FORBIDDEN, desc = "both held the lock at the same time")
@State
public class LockAgainstStop {
    /** One heap for all states, because a heap reserves memory. Each actor has a thread, hence a mutator, of its own. */
    private static final ManagedHeap HEAP = new ManagedHeap(HeapOptions.defaults(), ValueModel.TAGGED, TypeTable::new);
    private static final Mutator FIRST = blocked("first");
    private static final Mutator SECOND = blocked("second");

    private final ReentrantLock lock = new ReentrantLock();
    private int steps;
    private int stops;

    private static Mutator blocked(String name) {
        Mutator mutator = HEAP.attach(name);
        mutator.enterBlocked();
        return mutator;
    }

    private void change(Mutator mutator) {
        mutator.leaveBlocked();
        mutator.lock(lock);
        try {
            int before = steps;
            steps = before + 1;
            HEAP.stopped(mutator, () -> stops++);
            steps = before + 2;
        } finally {
            lock.unlock();
        }
        mutator.enterBlocked();
    }

    @Actor
    public void first() {
        change(FIRST);
    }

    @Actor
    public void second() {
        change(SECOND);
    }

    @Arbiter
    public void after(II_Result result) {
        result.r1 = steps;
        result.r2 = stops;
    }
}
