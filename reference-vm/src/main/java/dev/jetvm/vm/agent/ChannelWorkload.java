package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Channels under a workload. The values are the arguments themselves.
 *
 * @spec CHAN-25
 * @spec SEL-13
 */
final class ChannelWorkload implements WorkloadObject {
    private static final int CHANNELS_MAX = 16;
    private static final Result OK = Result.of("ok");
    private static final Result CLOSED = Result.of("closed");
    private static final Result FULL = Result.of("full");
    private static final Result EMPTY = Result.of("empty");

    private final List<ChannelPlace> places;
    /** Ends the waits of threads that would otherwise wait for ever. */
    private volatile boolean abandoned;

    ChannelWorkload(Arguments request) {
        int capacity = ChannelPlace.capacity(request);
        int count = request.has("channels") ? (int) request.within("channels", 1, CHANNELS_MAX) : 1;
        places = IntStream.range(0, count).mapToObj(number -> ChannelPlace.of(number + 1, capacity)).toList();
    }

    @Override
    public Action action(int thread, String op, Arguments step) {
        return switch (op) {
            case "send" -> waiting(List.of(new ChannelCase(0, true, place(step))));
            case "receive" -> waiting(List.of(new ChannelCase(0, false, place(step))));
            case "try-send" -> attempt(new ChannelCase(0, true, place(step)), FULL);
            case "try-receive" -> attempt(new ChannelCase(0, false, place(step)), EMPTY);
            case "close" -> {
                Channel channel = place(step).channel();
                yield new Action(false, _ -> channel.close() ? OK : CLOSED);
            }
            case "select" -> select(step);
            default -> throw new BadRequest("a channel has no operation " + op);
        };
    }

    private ChannelPlace place(Arguments step) {
        return places.get(step.has("channel") ? (int) step.within("channel", 0, places.size() - 1) : 0);
    }

    private Action waiting(List<ChannelCase> cases) {
        return new Action(cases.getFirst().sends(), number -> result(performed(cases, number, true)));
    }

    private static Action attempt(ChannelCase operation, Result otherwise) {
        return new Action(operation.sends(), number -> {
            Outcome outcome = operation.place().attempt(operation, number);
            return outcome == null ? otherwise : result(outcome);
        });
    }

    private Action select(Arguments step) {
        List<ChannelCase> cases = ChannelCase.of(step.list("cases"), this::place);
        boolean waits = !step.truth("default", false);
        return new Action(cases.stream().anyMatch(ChannelCase::sends), number -> {
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
    private @Nullable Outcome performed(List<ChannelCase> cases, long number, boolean waits) {
        Outcome outcome = ChannelCase.oneOf(cases, _ -> number);
        while (outcome == null && waits && !abandoned) {
            outcome = new WaitingThread(() -> abandoned).await(cases, number);
            if (outcome == null) {
                outcome = ChannelCase.oneOf(cases, _ -> number);
            }
        }
        return outcome;
    }

    private static Result result(@Nullable Outcome outcome) {
        if (outcome == null || !outcome.isDone()) {
            return CLOSED;
        }
        return outcome.hasWord() ? new Result("ok", outcome.word()) : OK;
    }
}
