package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.Timers;
import dev.jetvm.runtime.sched.WaitReason;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Natives for channels: states, numbers of waiting tasks and of values, deadlines, timers, batches.
 *
 * @spec CHAN-18
 * @spec CHAN-20
 * @spec CHAN-21
 * @spec CHAN-22
 * @spec CHAN-23
 * @spec CHAN-24
 * @spec CHAN-27
 * @spec ERR-130
 */
final class NativeChannels {
    private static final String STATES = "jet.channel-states";
    private static final String WAITS = "jet.channel-waits";
    private static final String COUNTS = "jet.channel-counts";
    private static final String DEADLINES = "jet.channel-deadlines";
    private static final String TIMERS = "jet.channel-timers";
    private static final String BATCHES = "jet.channel-batches";
    /** The modules of these natives. */
    static final List<String> MODULES = List.of(STATES, WAITS, COUNTS, DEADLINES, TIMERS, BATCHES);

    private final Vm vm;

    NativeChannels(Vm vm) {
        this.vm = vm;
    }

    void define(Natives natives) {
        number(natives, STATES, "length", Channel::length);
        number(natives, STATES, "capacity", Channel::capacity);
        natives.define(STATES, "closed", 1, (in, first, _) -> {
            Channel channel = channel(in, first);
            return in.values.ofBool(channel != null && channel.isClosed());
        });
        number(natives, WAITS, "senders", Channel::waitingSenders);
        number(natives, WAITS, "receivers", Channel::waitingReceivers);
        number(natives, COUNTS, "sent", Channel::sent);
        number(natives, COUNTS, "received", Channel::received);
        natives.define(DEADLINES, "send", 3, (in, first, _) -> sendWithin(in, first));
        natives.define(DEADLINES, "receive", 2, (in, first, _) -> receiveWithin(in, first));
        natives.define(TIMERS, "after", 1, (in, first, _) -> after(in, NativeTasks.nanos(in, Native.arg(in, first))));
        natives.define(BATCHES, "send_all", 2, (in, first, _) -> sendAll(in, first));
        natives.define(BATCHES, "receive_up_to", 2, (in, first, _) -> receiveUpTo(in, first));
    }

    /** Defines a native that returns a number of its channel; that of nil is 0. */
    private static void number(Natives natives, String module, String name, ToLongFunction<Channel> number) {
        natives.define(module, name, 1, (in, first, _) -> {
            Channel channel = channel(in, first);
            return in.values.ofInt(channel == null ? 0 : number.applyAsLong(channel));
        });
    }

    private static @Nullable Channel channel(Worker in, int place) {
        return in.channels.of(Native.arg(in, place));
    }

    private Timers timers() {
        return vm.execution().scheduler().timers();
    }

    // --- one operation ---

    /** @param place of the channel on the stack; the value follows it */
    private static @Nullable Outcome trySend(Worker in, int place, long word) {
        Channel channel = channel(in, place);
        return channel == null ? null : channel.trySend(0, in.channels.buffer(Native.arg(in, place)), word);
    }

    private static @Nullable Outcome tryReceive(Worker in, int place) {
        Channel channel = channel(in, place);
        return channel == null ? null : channel.tryReceive(0, in.channels.buffer(Native.arg(in, place)));
    }

    // --- deadlines ---

    private long sendWithin(Worker in, int first) {
        boolean waited = in.task.present() != null;
        Outcome outcome = in.channelWaits.ended();
        long nanos = NativeTasks.nanos(in, Native.arg(in, first + 2));
        Channel channel = channel(in, first);
        while (outcome == null && !waited) {
            outcome = trySend(in, first, Native.arg(in, first + 1));
            if (outcome == null) {
                Selection selection = new Selection(1);
                if (channel != null) {
                    selection.addSend(0, channel, Native.arg(in, first + 1));
                }
                if (waits(in, selection, nanos)) {
                    return Native.TRANSFERRED;
                }
            }
        }
        in.mutator.stressBarrier();
        return outcome == null ? in.values.nil : in.values.ofBool(outcome.isDone());
    }

    private long receiveWithin(Worker in, int first) {
        boolean waited = in.task.present() != null;
        Outcome outcome = in.channelWaits.ended();
        long nanos = NativeTasks.nanos(in, Native.arg(in, first + 1));
        Channel channel = channel(in, first);
        while (outcome == null && !waited) {
            outcome = tryReceive(in, first);
            if (outcome == null) {
                Selection selection = new Selection(1);
                if (channel != null) {
                    selection.addReceive(0, channel);
                }
                if (waits(in, selection, nanos)) {
                    return Native.TRANSFERRED;
                }
            }
        }
        if (outcome == null) {
            return in.values.nil;
        }
        // The arguments are roots, and are not needed any more.
        in.stack.words[first] = in.channelWaits.word(outcome);
        in.stack.words[first + 1] = in.values.ofBool(outcome.isDone());
        in.mutator.stressBarrier();
        return in.aggregates.newArray(in.stack.words, first, 2);
    }

    private boolean waits(Worker in, Selection selection, long nanos) {
        selection.expireAfter(timers(), nanos);
        return in.channelWaits.begin(WaitReason.CHANNEL, selection);
    }

    // --- timers ---

    /** Returns a channel that is closed after a time. Closing needs no access to the heap. */
    private long after(Worker in, long nanos) {
        long word = in.channels.create(in.values.zero);
        timers().after(nanos, in.channels.require(word)::close);
        return word;
    }

    // --- batches ---

    private static long sendAll(Worker in, int first) {
        Native.requireSequence(in, Native.arg(in, first + 1));
        long length = in.aggregates.length(Native.arg(in, first + 1));
        channel(in, first);
        long sent = 0;
        while (sent < length) {
            long word = in.aggregates.get(Native.arg(in, first + 1), in.values.ofInt(sent));
            Outcome outcome = trySend(in, first, word);
            in.mutator.stressBarrier();
            if (outcome == null || !outcome.isDone()) {
                break;
            }
            sent++;
        }
        return in.values.ofInt(sent);
    }

    private static long receiveUpTo(Worker in, int first) {
        long most = in.aggregates.index(Native.arg(in, first + 1));
        if (most < 0) {
            throw new PanicException(PanicCode.BOUNDS, "a number of values is not negative");
        }
        channel(in, first);
        int list = in.mutator.keep(in.aggregates.newList(in.stack.words, first, 0));
        try {
            int value = in.mutator.keep(in.values.nil);
            for (long k = 0; k < most; k++) {
                Outcome outcome = tryReceive(in, first);
                if (outcome == null || !outcome.isDone()) {
                    break;
                }
                in.mutator.setKept(value, outcome.word());
                in.mutator.stressBarrier();
                in.aggregates.lists.push(list, value);
            }
            return in.mutator.kept(list);
        } finally {
            in.mutator.release(list);
        }
    }
}
