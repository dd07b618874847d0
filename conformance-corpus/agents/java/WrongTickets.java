import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.UnaryOperator;

/** Agents whose fault the operations with tickets show in every run (CHAN-26). */
final class WrongTickets {

    static final Map<String, UnaryOperator<Queues>> VARIANTS = Map.of(
            "ticket-unfair-meeting",
            right -> capacity ->
                    capacity == 0 ? new Queues.Blocking(new SynchronousQueue<>()) : right.channel(capacity),
            "ticket-room-instead-of-length",
            right -> capacity -> capacity == 0 ? right.channel(0) : Room.of(capacity),
            "ticket-attempt-looks-for-room",
            right -> capacity -> capacity == 0 ? new NoRoom(right.channel(0)) : right.channel(capacity),
            "ticket-cancelled-receive-takes",
            right -> capacity -> new CancelledReceiveTakes(right.channel(capacity)),
            "ticket-full-drops-the-oldest",
            right -> capacity -> capacity == 0 ? right.channel(0) : new DropsTheOldest(right.channel(capacity)));

    private WrongTickets() {}

    private static final class Room extends Wrong.Variant {
        private final ArrayBlockingQueue<Long> queue;

        private Room(ArrayBlockingQueue<Long> queue) {
            super(new Queues.Blocking(queue));
            this.queue = queue;
        }

        static Room of(int capacity) {
            return new Room(new ArrayBlockingQueue<>(capacity, true));
        }

        @Override
        public int length() {
            return queue.remainingCapacity();
        }
    }

    /** An attempt to send asks for the room first. A SynchronousQueue never has any, also while a receive waits. */
    private static final class NoRoom extends Wrong.Variant {
        NoRoom(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result trySend(long value) {
            return Queues.Result.FULL;
        }
    }

    /** A receive that was interrupted while it waited takes the value of a later send nevertheless. */
    private static final class CancelledReceiveTakes extends Wrong.Variant {
        private int cancelled;

        CancelledReceiveTakes(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result receive() throws InterruptedException {
            try {
                return right.receive();
            } catch (InterruptedException interrupt) {
                synchronized (this) {
                    cancelled++;
                }
                throw interrupt;
            }
        }

        @Override
        public Queues.Result trySend(long value) {
            return isTaken() ? Queues.Result.OK : right.trySend(value);
        }

        private synchronized boolean isTaken() {
            boolean taken = cancelled > 0;
            if (taken) {
                cancelled--;
            }
            return taken;
        }
    }

    /** A buffer that a send overwrites when it is full. */
    private static final class DropsTheOldest extends Wrong.Variant {
        DropsTheOldest(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result send(long value) {
            while (right.trySend(value) == Queues.Result.FULL) {
                right.tryReceive();
            }
            return Queues.Result.OK;
        }
    }
}
