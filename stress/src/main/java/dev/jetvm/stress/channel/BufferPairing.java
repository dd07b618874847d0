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

/** A send and a receive at the same time: neither misses the other, capacity 1. */
@JCStressTest
@Clause({"CHAN-03", "CHAN-15"})
@Outcome(id = "-3, 7", expect = Expect.ACCEPTABLE, desc = "the value was received")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two missed each other")
@State
public class BufferPairing {
    private final Channel channel = Channel.of(1, 1);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask sender = new ChannelTask();
    private final ChannelTask receiver = new ChannelTask();

    @Actor
    public void send() {
        sender.send(channel, buffer, 7);
    }

    @Actor
    public void receive() {
        receiver.receive(channel, buffer);
    }

    @Arbiter
    public void results(II_Result result) {
        result.r1 = sender.result();
        result.r2 = receiver.result();
    }
}
