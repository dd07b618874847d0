package dev.jetvm.vm.interp;

import dev.jetvm.stress.Clause;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two workers intern equal strings: both get the same object. */
@JCStressTest
@Clause("STR-10")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "one object")
@Outcome(expect = Expect.FORBIDDEN, desc = "two objects")
@State
public class InternRace {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String text = "a text that is no immediate string " + NUMBERS.incrementAndGet();
    private int first;
    private int second;

    private int intern(Worker worker) {
        return MACHINE.on(worker, () -> {
            int string = worker.mutator.keep(worker.aggregates.text(text));
            try {
                return MACHINE.keep(MACHINE.vm.literals().intern(worker.mutator, worker.aggregates.strings, string));
            } finally {
                worker.mutator.release(string);
            }
        });
    }

    @Actor
    public void first() {
        first = intern(MACHINE.first);
    }

    @Actor
    public void second() {
        second = intern(MACHINE.second);
    }

    @Arbiter
    public void same(I_Result result) {
        result.r1 = MACHINE.kept(first) == MACHINE.kept(second) ? 1 : 0;
        MACHINE.forget(first);
        MACHINE.forget(second);
    }
}
