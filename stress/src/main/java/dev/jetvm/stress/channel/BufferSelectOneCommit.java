package dev.jetvm.stress.channel;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two sends, each to a channel for which one selection waits: it takes one, and no offer is left, capacity 1. */
@JCStressTest
@Clause({"SEL-06", "SEL-07"})
@Outcome(id = "-3, -3, 1, 0", expect = Expect.ACCEPTABLE, desc = "the first; the second is in the buffer")
@Outcome(id = "-3, -3, 2, 0", expect = Expect.ACCEPTABLE, desc = "the second; the first is in the buffer")
@Outcome(expect = Expect.FORBIDDEN, desc = "none or both")
@State
public class BufferSelectOneCommit {
    private final Channel first = Channel.of(1, 1);
    private final Channel second = Channel.of(2, 1);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask.Slot other = new ChannelTask.Slot();
    private final ChannelTask one = new ChannelTask();
    private final ChannelTask two = new ChannelTask();
    private final ChannelTask select = new ChannelTask();

    public BufferSelectOneCommit() {
        select.receiveOne(first, second, buffer);
    }

    @Actor
    public void sendFirst() {
        one.send(first, buffer, 1);
    }

    @Actor
    public void sendSecond() {
        two.send(second, other, 2);
    }

    @Arbiter
    public void results(IIII_Result result) {
        result.r1 = one.result();
        result.r2 = two.result();
        result.r3 = select.result();
        result.r4 = first.waitingReceivers() + second.waitingReceivers();
    }
}
