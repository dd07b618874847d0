import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Agents that are wrong in one place. Each variant replaces the channels of the right agent, or some of them. */
final class Wrong {

    private static final Map<String, UnaryOperator<Queues>> VARIANTS = new TreeMap<>(Map.of(
            "sender-does-not-wait",
            right -> capacity ->
                    capacity == 0 ? new Queues.Blocking(new ArrayBlockingQueue<>(1)) : right.channel(capacity),
            "one-place-more", right -> capacity -> right.channel(capacity == 0 ? 0 : capacity + 1),
            "newest-first",
            right -> capacity ->
                    capacity == 0 ? right.channel(0) : new NewestFirst(new LinkedBlockingDeque<>(capacity)),
            "drops-when-full",
            right -> capacity -> capacity == 0 ? right.channel(0) : new DropsWhenFull(right.channel(capacity)),
            "unbounded",
            right -> capacity -> capacity == 0 ? right.channel(0) : new Queues.Blocking(new LinkedBlockingQueue<>()),
            "timed-receive", right -> capacity -> new TimedReceive(right.channel(capacity)),
            "value-of-another-receive", right -> capacity -> new ValueOfAnotherReceive(right.channel(capacity)),
            "attempt-always-fails", right -> capacity -> new AttemptAlwaysFails(right.channel(capacity))));

    static {
        VARIANTS.putAll(WrongTickets.VARIANTS);
    }

    private Wrong() {}

    static String names() {
        return String.join(" ", VARIANTS.keySet());
    }

    static Optional<Queues> variant(String name, Queues right) {
        return Optional.ofNullable(VARIANTS.get(name)).map(variant -> variant.apply(right));
    }

    /** A channel that does what the right one does. A variant overrides the operation that is wrong. */
    abstract static class Variant implements Queues.Channel {
        final Queues.Channel right;

        Variant(Queues.Channel right) {
            this.right = right;
        }

        @Override
        public Queues.Result send(long value) throws InterruptedException {
            return right.send(value);
        }

        @Override
        public Queues.Result receive() throws InterruptedException {
            return right.receive();
        }

        @Override
        public Queues.Result trySend(long value) {
            return right.trySend(value);
        }

        @Override
        public Queues.Result tryReceive() {
            return right.tryReceive();
        }

        @Override
        public int length() {
            return right.length();
        }
    }

    /** The deque is used at its last end only. */
    private static final class NewestFirst extends Variant {
        private final BlockingDeque<Long> deque;

        NewestFirst(BlockingDeque<Long> deque) {
            super(new Queues.Blocking(deque)); // puts and offers at the last end
            this.deque = deque;
        }

        @Override
        public Queues.Result receive() throws InterruptedException {
            return Queues.Result.received(deque.takeLast());
        }

        @Override
        public Queues.Result tryReceive() {
            return Queues.Result.received(deque.pollLast());
        }
    }

    private static final class DropsWhenFull extends Variant {
        DropsWhenFull(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result send(long value) {
            right.trySend(value);
            return Queues.Result.OK;
        }
    }

    private static final class TimedReceive extends Variant {
        TimedReceive(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result receive() throws InterruptedException {
            var queue = switch (right) {
                case Queues.Blocking(var blocking) -> blocking;
                case Queues.Transfer(var transfer) -> transfer;
                default -> throw new IllegalStateException("no queue of the right agent");
            };
            return Queues.Result.received(queue.poll(1, TimeUnit.MILLISECONDS));
        }
    }

    /** Every fifth receive takes a value, and answers that of the receive before it. */
    private static final class ValueOfAnotherReceive extends Variant {
        private static final int ONE_IN = 5;

        private int receives;
        private Queues.Result last;

        ValueOfAnotherReceive(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result receive() throws InterruptedException {
            return answered(right.receive());
        }

        private synchronized Queues.Result answered(Queues.Result received) {
            receives++;
            if (receives % ONE_IN == 0) {
                return last;
            }
            last = received;
            return received;
        }
    }

    private static final class AttemptAlwaysFails extends Variant {
        AttemptAlwaysFails(Queues.Channel right) {
            super(right);
        }

        @Override
        public Queues.Result tryReceive() {
            return Queues.Result.EMPTY;
        }
    }
}
