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

/** The receiver is cancelled while it is sent a value: it is not lost, capacity 0. */
@JCStressTest
@Clause({"CHAN-15", "SEL-07"})
@Outcome(id = "-3, 7, -1", expect = Expect.ACCEPTABLE, desc = "received")
@Outcome(id = "-1, -1, -1", expect = Expect.ACCEPTABLE, desc = "cancelled, and not sent")
@Outcome(expect = Expect.FORBIDDEN, desc = "a value was lost or came twice")
@State
public class RendezvousCancelAgainstMatch {
    private final Channel channel = Channel.of(1, 0);
    private final ChannelTask.Slot buffer = new ChannelTask.Slot();
    private final ChannelTask sender = new ChannelTask();
    private final ChannelTask receiver = new ChannelTask();

    public RendezvousCancelAgainstMatch() {
        receiver.receive(channel, buffer);
    }

    @Actor
    public void send() {
        sender.send(channel, buffer, 7);
    }

    @Actor
    public void cancel() {
        receiver.cancel();
    }

    @Arbiter
    public void results(III_Result result) {
        ChannelTask last = new ChannelTask();
        if (channel.length() > 0) {
            last.receive(channel, buffer);
        }
        result.r1 = sender.result();
        result.r2 = receiver.result();
        result.r3 = last.result();
    }
}
