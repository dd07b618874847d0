package dev.jetvm.benchmarks;

import dev.jetvm.vm.fast.Engines;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Loads on channels, in the same numbers as the programs of {@code programs/tasks}. Virtual threads use the queues of
 * {@code java.util.concurrent}; Java has no select.
 */
enum ChannelLoad implements Load {
    CHANNEL_0(0, 1, 400_000),
    /** As {@link #CHANNEL_0}, with another queue of Java. */
    TRANSFER_0(0, 1, 400_000) {
        @Override
        Pipe queue() {
            return Pipe.ofTransfer(new LinkedTransferQueue<>());
        }
    },
    CHANNEL_1(1, 1, 400_000), CHANNEL_10(10, 1, 400_000), CHANNEL_100(100, 1, 400_000), READY_SELECT(0, 0, 0),
    TWO_WAY_SELECT(0, 0, 0),
    /** 1,000 tasks send, one receives. */
    MANY_PRODUCERS(0, 1000, 400);

    private static final int OPERATIONS = 400_000;

    private final int capacity;
    private final int producers;
    private final int values;

    /**
     * @param capacity of the channel or queue
     * @param producers of the load with virtual threads
     * @param values that each of them sends
     */
    ChannelLoad(int capacity, int producers, int values) {
        this.capacity = capacity;
        this.producers = producers;
        this.values = values;
    }

    @Override
    public int operations() {
        return OPERATIONS;
    }

    @Override
    public Program program(int workers) throws IOException {
        return switch (this) {
            case READY_SELECT, TWO_WAY_SELECT, MANY_PRODUCERS -> Program
                    .ofResource("tasks/" + name().toLowerCase(Locale.ROOT), Engines.standard(), workers);
            default -> Program.of(Program.text("tasks/channel").replace("CAPACITY)", capacity + ")"),
                    Engines.standard(), workers);
        };
    }

    /** The queue of Java that is compared with a channel. */
    Pipe queue() {
        return Pipe.of(capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity));
    }

    @Override
    public void work() throws InterruptedException {
        if (producers == 0) {
            throw new UnsupportedOperationException("Java has no select");
        }
        work(queue());
    }

    @Override
    public void runtimeThreads() throws InterruptedException {
        Load.inVirtualThread(() -> work(new ChannelPipe(capacity)));
    }

    private void work(Pipe queue) throws InterruptedException {
        for (int k = 0; k < producers; k++) {
            Thread.startVirtualThread(() -> {
                try {
                    for (int value = 0; value < values; value++) {
                        queue.put(value);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        long sum = 0;
        for (int k = 0; k < OPERATIONS; k++) {
            sum += queue.take();
        }
        if (sum != (long) producers * values * (values - 1) / 2) {
            throw new IllegalStateException("a value was lost: " + sum);
        }
    }
}
