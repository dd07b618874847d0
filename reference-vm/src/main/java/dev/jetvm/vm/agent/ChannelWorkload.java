package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A channel under a workload. The values are the arguments themselves, so the channel needs no heap.
 *
 * @spec CHAN-25
 */
final class ChannelWorkload implements WorkloadObject {
    private static final int CAPACITY_MAX = 65_535;
    private static final Result OK = Result.of("ok");
    private static final Result CLOSED = Result.of("closed");
    private static final Result FULL = Result.of("full");
    private static final Result EMPTY = Result.of("empty");

    private final Channel channel;
    private final Slots slots;
    /** Ends the waits of threads that would otherwise wait for ever. */
    private volatile boolean abandoned;

    /** The lock of the channel guards the slots. */
    private static final class Slots implements Buffer {
        private final long[] words;

        Slots(int capacity) {
            words = new long[capacity];
        }

        @Override
        public void put(int slot, long word) {
            words[slot] = word;
        }

        @Override
        public long take(int slot) {
            long word = words[slot];
            words[slot] = NONE;
            return word;
        }
    }

    ChannelWorkload(Arguments request) {
        int capacity = capacity(request);
        channel = Channel.of(1, capacity);
        slots = new Slots(capacity);
    }

    private static int capacity(Arguments request) {
        return request.has("capacity") ? (int) request.within("capacity", 0, CAPACITY_MAX) : 0;
    }

    /** Returns the features that a workload on a channel needs. */
    static Set<String> features(Arguments request) {
        Set<String> features = new TreeSet<>(Set.of("channel.workload",
                capacity(request) == 0 ? "channel.unbuffered" : "channel.buffered"));
        request.list("threads").forEach(thread -> thread.findValuesAsString("op").forEach(op -> {
            if (op.startsWith("try-")) {
                features.add("channel.try");
            } else if (op.equals("close")) {
                features.add("channel.close");
            }
        }));
        return features;
    }

    @Override
    public Action action(int thread, String op, Arguments step) {
        return switch (op) {
            case "send" -> new Action(true, this::send);
            case "receive" -> new Action(false, _ -> receive());
            case "try-send" -> new Action(true, number -> attempted(channel.trySend(0, slots, number), FULL));
            case "try-receive" -> new Action(false, _ -> attempted(channel.tryReceive(0, slots), EMPTY));
            case "close" -> new Action(false, _ -> channel.close() ? OK : CLOSED);
            default -> throw new BadRequest("a channel has no operation " + op);
        };
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void abandon() {
        abandoned = true;
        channel.close();
    }

    private Result send(long number) {
        return waited(task -> {
            Outcome atOnce = channel.trySend(0, slots, number);
            return atOnce != null ? atOnce : task.send(channel, number);
        });
    }

    private Result receive() {
        return waited(task -> {
            Outcome atOnce = channel.tryReceive(0, slots);
            return atOnce != null ? atOnce : task.receive(channel);
        });
    }

    /** Repeats an operation until it has an outcome. */
    private Result waited(Try operation) {
        Outcome outcome = null;
        while (outcome == null && !abandoned) {
            outcome = operation.with(new WaitingThread(() -> abandoned));
        }
        return outcome == null ? CLOSED : result(outcome);
    }

    private interface Try {
        @Nullable
        Outcome with(WaitingThread task);
    }

    private static Result attempted(@Nullable Outcome outcome, Result otherwise) {
        return outcome == null ? otherwise : result(outcome);
    }

    private static Result result(Outcome outcome) {
        if (!outcome.isDone()) {
            return CLOSED;
        }
        return outcome.hasWord() ? new Result("ok", outcome.word()) : OK;
    }
}
