package dev.jetvm.vm.agent;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import org.jspecify.annotations.Nullable;

/** A channel and its buffer. The values are numbers themselves, so the channel needs no heap. */
record ChannelPlace(Channel channel, Slots slots) {
    private static final int CAPACITY_MAX = 65_535;

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
            words[slot] = WorkloadObject.NONE;
            return word;
        }
    }

    static ChannelPlace of(int number, int capacity) {
        return new ChannelPlace(Channel.of(number, capacity), new Slots(capacity));
    }

    /** Returns the member {@code capacity} of a request. */
    static int capacity(Arguments request) {
        return request.has("capacity") ? (int) request.within("capacity", 0, CAPACITY_MAX) : 0;
    }

    /** @return null if the operation would have to wait */
    @Nullable
    Outcome attempt(ChannelCase operation, long number) {
        return operation.sends()
                ? channel.trySend(operation.index(), slots, number)
                : channel.tryReceive(operation.index(), slots);
    }
}
