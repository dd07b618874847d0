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

/** A selection registers while a task sends to its second channel: neither misses the other. */
@JCStressTest
@Clause({"SEL-08", "SEL-06"})
@Outcome(id = "-3, 2", expect = Expect.ACCEPTABLE, desc = "the value was received")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two missed each other")
@State
public class RegisterAgainstSend {
    private final Channel first = Channel.of(1, 0);
    private final Channel second = Channel.of(2, 0);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask sender = new ChannelTask();
    private final ChannelTask select = new ChannelTask();

    @Actor
    public void send() {
        sender.send(second, buffer, 2);
    }

    @Actor
    public void register() {
        select.receiveOne(first, second, buffer);
    }

    @Arbiter
    public void results(II_Result result) {
        result.r1 = sender.result();
        result.r2 = select.result();
    }
}
