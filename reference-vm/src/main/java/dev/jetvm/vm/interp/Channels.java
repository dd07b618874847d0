package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.value.ValueModel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a machine by the numbers in their objects. A number is free again when its object is dead, so whoever reads a
 * number from an object finds the channel of this object. Elements are stored with release and loaded with acquire. The monitor
 * is a leaf lock.
 *
 * @spec GC-22
 * @spec CHAN-16
 */
final class Channels implements WeakTable {
    private static final int FIRST = 16;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Entry[].class);

    /** A channel and where its object is. */
    private static final class Entry {
        final Channel channel;
        /** Changes when the object moves, while the world is stopped. */
        long object;

        Entry(Channel channel, long object) {
            this.channel = channel;
            this.object = object;
        }
    }

    private final ValueModel model;
    private final AtomicLong nextId = new AtomicLong(1);
    private volatile @Nullable Entry[] entries = new @Nullable Entry[FIRST];
    @GuardedBy("this")
    private int numbers;
    /** Numbers below {@link #numbers} that no object has. */
    @GuardedBy("this")
    private final LongStack free = new LongStack();

    Channels(ValueModel model) {
        this.model = model;
    }

    /** Makes a channel and gives it the number that its object is to store. @param word word of the object */
    synchronized int add(int capacity, long word) {
        int number = free.isEmpty() ? numbers++ : (int) free.pop();
        if (number == entries.length) {
            entries = Arrays.copyOf(entries, 2 * number);
        }
        ELEMENT.setRelease(entries, number,
                new Entry(Channel.of(nextId.getAndIncrement(), capacity), model.address(word)));
        return number;
    }

    /** Returns the channel of the object that has a number. */
    Channel get(int number) {
        return Objects.requireNonNull((Entry) ELEMENT.getAcquire(entries, number)).channel;
    }

    /** Drops the channels whose objects are dead. No task waits for them: its stack would refer to the object. */
    @Override
    public synchronized void update(Liveness liveness) {
        @Nullable
        Entry[] known = entries;
        for (int number = 0; number < numbers; number++) {
            Entry entry = known[number];
            if (entry == null) {
                continue;
            }
            entry.object = liveness.survivor(entry.object);
            if (entry.object == 0) {
                known[number] = null;
                free.push(number);
            }
        }
    }

    /** Returns the number of channels that are alive, as far as the last collection found out. */
    synchronized int size() {
        return numbers - free.size();
    }
}
