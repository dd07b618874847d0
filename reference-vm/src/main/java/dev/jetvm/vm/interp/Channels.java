package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.value.ValueModel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The channels of a machine. No task waits for a channel whose object is dead: its stack would refer to the object.
 *
 * @spec CHAN-16
 */
final class Channels extends ObjectTable<Channel> {
    private final AtomicLong nextId = new AtomicLong(1);

    Channels(ValueModel model) {
        super(model);
    }

    /** Makes a channel and gives it the number that its object is to store. @param word word of the object */
    int add(int capacity, long word) {
        return add(Channel.of(nextId.getAndIncrement(), capacity), word);
    }
}
