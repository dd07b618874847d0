package dev.jetvm.vm.interp;

import dev.jetvm.stress.Clause;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * One worker creates a global variable and defines it. Another finds its cell by a data race, as an engine may that
 * reads the entry of an instruction by a plain load: the variable is undefined or has its value. The class is in the
 * package of its subject, whose constructor is not public.
 */
@JCStressTest
@Clause("VAL-19")
@Outcome(id = {"0", "1", "2"}, expect = Expect.ACCEPTABLE, desc = "no cell, an undefined variable, or its value")
@Outcome(expect = Expect.FORBIDDEN, desc = "a value that the variable never had")
@State
public class GlobalCellRace {
    private static final long VALUE = 85;

    private @Nullable GlobalCell published;

    @Actor
    public void define() {
        GlobalCell cell = new GlobalCell("global");
        published = cell;
        cell.set(VALUE);
    }

    @Actor
    public void read(I_Result result) {
        GlobalCell cell = published;
        if (cell != null) {
            long word = cell.get();
            result.r1 = word == GlobalCell.UNDEFINED ? 1 : word == VALUE ? 2 : 9;
        }
    }
}
