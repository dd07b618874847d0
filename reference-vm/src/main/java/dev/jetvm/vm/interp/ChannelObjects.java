package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects that represent channels in a program.
 *
 * <pre>
 * +16  number of the channel in {@link Channels}, times 8
 * +24  the buffer, an array of references; nil if the channel has none
 * </pre>
 *
 * The buffer is an ordinary object: it is traced, its stores have barriers, and it moves.
 *
 * @spec CHAN-16
 * @spec ERR-127
 */
@PerMutator
final class ChannelObjects {
    private static final Header HEADER = Header.fresh(BuiltinType.CHANNEL.id(), 2 * Long.BYTES, 0, Long.BYTES);
    private static final int NUMBER = HEADER_SIZE;
    private static final int BUFFER = HEADER_SIZE + Long.BYTES;
    private static final long CAPACITY_MOST = 0xFFFF_FFFFL;

    private final Channels table;
    private final Worker in;
    private final Mutator mutator;
    private final Slots slots = new Slots();

    ChannelObjects(Channels table, Worker in) {
        this.table = table;
        this.in = in;
        this.mutator = in.mutator;
    }

    /** The slots of the buffer of a channel. */
    @PerMutator
    private final class Slots implements Buffer {
        private long array;

        @Override
        public void put(int slot, long word) {
            mutator.storeQuietly(array, in.aggregates.arrays.slot(array, slot), word);
        }

        @Override
        public long take(int slot) {
            long word = mutator.load(in.aggregates.arrays.slot(array, slot));
            put(slot, in.values.nil);
            return word;
        }
    }

    /**
     * Creates a channel and returns its word. A safepoint.
     *
     * @param word the capacity
     * @throws PanicException {@code type}, {@code bounds}, {@code capacity-overflow}, {@code out-of-memory}
     * @spec CHAN-13
     */
    long create(long word) {
        long capacity = in.aggregates.index(word);
        if (capacity < 0) {
            throw new PanicException(PanicCode.BOUNDS, "a channel with a capacity of " + capacity);
        }
        if (capacity > CAPACITY_MOST) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW, "a channel with a capacity of " + capacity);
        }
        int buffer = mutator.keep(in.values.nil);
        try {
            if (capacity > 0) {
                mutator.setKept(buffer,
                        in.values.model.reference(in.aggregates.arrays.create(StorageClass.REF, capacity, capacity)));
            }
            long object = mutator.allocate(HEADER);
            long channel = in.values.model.reference(object);
            mutator.memory().setWord(object + BUFFER, mutator.kept(buffer));
            in.values.setRaw(object, NUMBER, table.add((int) capacity, channel));
            return channel;
        } finally {
            mutator.release(buffer);
        }
    }

    /**
     * Returns the channel that a value represents, or null for nil.
     *
     * @throws PanicException {@code type}
     */
    @Nullable
    Channel of(long word) {
        if (word == in.values.nil) {
            return null;
        }
        Channel channel = find(word);
        if (channel == null) {
            throw new PanicException(PanicCode.TYPE, "the value is no channel");
        }
        return channel;
    }

    /** Returns the channel that a value represents. @throws PanicException {@code type}, also for nil */
    Channel require(long word) {
        Channel channel = of(word);
        if (channel == null) {
            throw new PanicException(PanicCode.TYPE, "nil is no channel here");
        }
        return channel;
    }

    /** Returns the channel that a value represents, or null if it represents none. */
    @Nullable
    Channel find(long word) {
        return in.values.is(word, BuiltinType.CHANNEL)
                ? Objects.requireNonNull(table.get(in.values.raw(in.values.address(word), NUMBER)))
                : null;
    }

    /** Returns access to the buffer of a channel, until the next safepoint or the next call. */
    Buffer buffer(long channel) {
        long array = mutator.load(in.values.address(channel) + BUFFER);
        slots.array = array == in.values.nil ? 0 : in.values.address(array);
        return slots;
    }

    /** Returns a word after the safepoint that follows the stores of an operation in a stress mode. */
    long settled(long word) {
        int kept = mutator.keep(word);
        mutator.stressBarrier();
        long moved = mutator.kept(kept);
        mutator.release(kept);
        return moved;
    }
}
