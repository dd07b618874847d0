package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.gc.RequestWord;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads set and clear different bits of one request word. No change is lost and no cleared bit reappears. */
@JCStressTest
@Clause({"GC-12", "GC-28"})
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the bit that was set, without the one that was withdrawn")
@Outcome(expect = Expect.FORBIDDEN, desc = "a bit lost, or one that came back")
@State
public class RequestsTogether {
    private final RequestWord word = new RequestWord(Request.CANCEL);

    @Actor
    public void preempt() {
        word.set(Request.PREEMPT);
    }

    @Actor
    public void withdraw() {
        word.clear(Request.CANCEL);
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = (word.get() & Request.PREEMPT) == 0 ? 0 : 1;
        result.r2 = (word.get() & Request.CANCEL) == 0 ? 0 : 1;
    }
}
