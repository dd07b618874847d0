package dev.jetvm.stress.channel;

import dev.jetvm.stress.Canary;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: {@link RendezvousPairing} as the source has it, where matching and waiting are two steps. Sender and receiver each look
 * for the other, find nothing, and both wait.
 */
@JCStressTest
@Canary("-1, -1")
@Outcome(id = "-3, 7", expect = Expect.ACCEPTABLE, desc = "the value was received")
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both wait")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class RegisterWithoutCheckCanary {
    private final AtomicReference<@Nullable Integer> sending = new AtomicReference<>();
    private final AtomicReference<@Nullable Boolean> receiving = new AtomicReference<>();
    private volatile int sent = ChannelTask.NONE;
    private volatile int received = ChannelTask.NONE;

    @Actor
    public void send() {
        if (receiving.get() == null) {
            sending.set(7);
        } else {
            received = 7;
            sent = ChannelTask.SENT;
        }
    }

    @Actor
    public void receive() {
        Integer value = sending.get();
        if (value == null) {
            receiving.set(true);
        } else {
            received = value;
            sent = ChannelTask.SENT;
        }
    }

    @Arbiter
    public void results(II_Result result) {
        result.r1 = sent;
        result.r2 = received;
    }
}
