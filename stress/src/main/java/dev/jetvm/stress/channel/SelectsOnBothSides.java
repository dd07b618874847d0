package dev.jetvm.stress.channel;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two selections on both sides of one channel: one sends and the other receives. */
@JCStressTest
@Clause({"SEL-11", "SEL-06"})
@Outcome(id = "-3, 1", expect = Expect.ACCEPTABLE, desc = "the first sends")
@Outcome(id = "2, -3", expect = Expect.ACCEPTABLE, desc = "the second sends")
@Outcome(expect = Expect.FORBIDDEN, desc = "a selection matched itself, or none")
@State
public class SelectsOnBothSides {
    private final Channel channel = Channel.of(1, 0);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask one = new ChannelTask();
    private final ChannelTask two = new ChannelTask();

    @Actor
    public void one() {
        one.exchange(channel, 1, channel, buffer);
    }

    @Actor
    public void two() {
        two.exchange(channel, 2, channel, buffer);
    }

    @Arbiter
    public void results(II_Result result) {
        result.r1 = one.result();
        result.r2 = two.result();
    }
}
