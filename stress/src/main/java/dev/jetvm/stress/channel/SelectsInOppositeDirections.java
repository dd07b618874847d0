package dev.jetvm.stress.channel;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two selections, each sends to the channel from which the other receives: they meet once. */
@JCStressTest
@Clause({"SEL-06", "SEL-08", "SEL-11"})
@Outcome(id = "-3, 1, 0", expect = Expect.ACCEPTABLE, desc = "in the first channel")
@Outcome(id = "2, -3, 0", expect = Expect.ACCEPTABLE, desc = "in the second channel")
@Outcome(expect = Expect.FORBIDDEN, desc = "they missed each other, or met twice")
@State
public class SelectsInOppositeDirections {
    private final Channel first = Channel.of(1, 0);
    private final Channel second = Channel.of(2, 0);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask one = new ChannelTask();
    private final ChannelTask two = new ChannelTask();

    @Actor
    public void one() {
        one.exchange(first, 1, second, buffer);
    }

    @Actor
    public void two() {
        two.exchange(second, 2, first, buffer);
    }

    @Arbiter
    public void results(III_Result result) {
        result.r1 = one.result();
        result.r2 = two.result();
        result.r3 = first.waitingSenders() + first.waitingReceivers() + second.waitingSenders()
                + second.waitingReceivers();
    }
}
