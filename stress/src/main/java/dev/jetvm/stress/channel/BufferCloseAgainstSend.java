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

/** A send and a close at the same time, while a receiver waits: the value was received if and only if it was sent, capacity 1. */
@JCStressTest
@Clause({"CHAN-04", "CHAN-05", "CHAN-10"})
@Outcome(id = "-3, 7", expect = Expect.ACCEPTABLE, desc = "received, then closed")
@Outcome(id = "-2, -2", expect = Expect.ACCEPTABLE, desc = "closed")
@Outcome(expect = Expect.FORBIDDEN, desc = "a value was lost, or both were told different things")
@State
public class BufferCloseAgainstSend {
    private final Channel channel = Channel.of(1, 1);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask sender = new ChannelTask();
    private final ChannelTask receiver = new ChannelTask();

    public BufferCloseAgainstSend() {
        receiver.receive(channel, buffer);
    }

    @Actor
    public void send() {
        sender.send(channel, buffer, 7);
    }

    @Actor
    public void close() {
        channel.close();
    }

    @Arbiter
    public void results(II_Result result) {
        result.r1 = sender.result();
        result.r2 = receiver.result();
    }
}
