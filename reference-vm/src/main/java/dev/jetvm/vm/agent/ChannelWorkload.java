package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Channels under a workload. The values are the arguments themselves, so the channels need no heap.
 *
 * @spec CHAN-25
 * @spec SEL-13
 */
final class ChannelWorkload implements WorkloadObject {
    private static final int CAPACITY_MAX = 65_535;
    private static final int CHANNELS_MAX = 16;
    private static final int CASES_MAX = 16;
    private static final Result OK = Result.of("ok");
    private static final Result CLOSED = Result.of("closed");
    private static final Result FULL = Result.of("full");
    private static final Result EMPTY = Result.of("empty");

    private final List<Place> places;
    /** Ends the waits of threads that would otherwise wait for ever. */
    private volatile boolean abandoned;

    /** A channel and its buffer. */
    record Place(Channel channel, Slots slots) {
        static Place of(int number, int capacity) {
            return new Place(Channel.of(number, capacity), new Slots(capacity));
        }

        /** @return null if the operation would have to wait */
        @Nullable
        Outcome attempt(Case operation, long number) {
            return operation.sends()
                    ? channel.trySend(operation.index(), slots, number)
                    : channel.tryReceive(operation.index(), slots);
        }
    }

    /** One operation of a select. @param index its number in the order of the request */
    record Case(int index, boolean sends, Place place) {
        @Nullable
        Outcome attempt(long number) {
            return place.attempt(this, number);
        }
    }

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
        int count = request.has("channels") ? (int) request.within("channels", 1, CHANNELS_MAX) : 1;
        places = IntStream.range(0, count).mapToObj(number -> Place.of(number + 1, capacity)).toList();
    }

    static int capacity(Arguments request) {
        return request.has("capacity") ? (int) request.within("capacity", 0, CAPACITY_MAX) : 0;
    }

    @Override
    public Action action(int thread, String op, Arguments step) {
        return switch (op) {
            case "send" -> waiting(List.of(new Case(0, true, place(step))));
            case "receive" -> waiting(List.of(new Case(0, false, place(step))));
            case "try-send" -> attempt(new Case(0, true, place(step)), FULL);
            case "try-receive" -> attempt(new Case(0, false, place(step)), EMPTY);
            case "close" -> {
                Channel channel = place(step).channel();
                yield new Action(false, _ -> channel.close() ? OK : CLOSED);
            }
            case "select" -> select(step);
            default -> throw new BadRequest("a channel has no operation " + op);
        };
    }

    private Place place(Arguments step) {
        return places.get(step.has("channel") ? (int) step.within("channel", 0, places.size() - 1) : 0);
    }

    private Action waiting(List<Case> cases) {
        return new Action(cases.getFirst().sends(), number -> result(performed(cases, number, true)));
    }

    private static Action attempt(Case operation, Result otherwise) {
        return new Action(operation.sends(), number -> {
            Outcome outcome = operation.attempt(number);
            return outcome == null ? otherwise : result(outcome);
        });
    }

    private Action select(Arguments step) {
        List<Case> cases = new ArrayList<>();
        step.list("cases").forEach(each -> {
            Arguments one = Arguments.of(each, "a case");
            String op = one.text("op");
            if (!op.equals("send") && !op.equals("receive")) {
                throw new BadRequest("a case is a send or a receive, not " + op);
            }
            cases.add(new Case(cases.size(), op.equals("send"), place(one)));
        });
        if (cases.isEmpty() || cases.size() > CASES_MAX) {
            throw new BadRequest("a select has 1 to " + CASES_MAX + " cases");
        }
        boolean waits = !step.truth("default", false);
        return new Action(cases.stream().anyMatch(Case::sends), number -> {
            Outcome outcome = performed(cases, number, waits);
            if (outcome == null) {
                return EMPTY;
            }
            Result result = result(outcome);
            return new Result(result.outcome(), result.value(), outcome.index());
        });
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void abandon() {
        abandoned = true;
        places.forEach(place -> place.channel().close());
    }

    /** Performs one of some operations. @return null if none is possible, and for an abandoned wait */
    private @Nullable Outcome performed(List<Case> cases, long number, boolean waits) {
        Outcome outcome = oneOf(cases, number);
        while (outcome == null && waits && !abandoned) {
            outcome = new WaitingThread(() -> abandoned).await(cases, number);
            if (outcome == null) {
                outcome = oneOf(cases, number);
            }
        }
        return outcome;
    }

    /** Tries the operations in a random order, so that each possible one has the same chance (SEL-03). */
    private static @Nullable Outcome oneOf(List<Case> cases, long number) {
        Case[] order = cases.toArray(Case[]::new);
        for (int left = order.length; left > 0; left--) {
            int next = left == 1 ? 0 : ThreadLocalRandom.current().nextInt(left);
            Outcome outcome = order[next].attempt(number);
            if (outcome != null) {
                return outcome;
            }
            order[next] = order[left - 1];
        }
        return null;
    }

    private static Result result(@Nullable Outcome outcome) {
        if (outcome == null || !outcome.isDone()) {
            return CLOSED;
        }
        return outcome.hasWord() ? new Result("ok", outcome.word()) : OK;
    }
}
