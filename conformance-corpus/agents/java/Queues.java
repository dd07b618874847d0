import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TransferQueue;

/**
 * Makes a channel from a queue of {@code java.util.concurrent}, for a workload or for tickets. This layer is thin, so
 * that a result is evidence about the queue.
 */
@FunctionalInterface
interface Queues {

    /** A channel for a capacity of 0 or more. */
    Channel channel(int capacity);

    static Channel standard(int capacity) {
        // Fair, because tasks that wait are served in the order in which they began (CHAN-14).
        return new Blocking(capacity == 0 ? new SynchronousQueue<>(true) : new ArrayBlockingQueue<>(capacity, true));
    }

    static Channel withTransfer(int capacity) {
        return capacity == 0 ? new Transfer(new LinkedTransferQueue<>()) : standard(capacity);
    }

    /** The outcome of an operation, and the value that it gives or null. */
    record Result(String outcome, Long value) {
        static final Result OK = new Result("ok", null);
        static final Result FULL = new Result("full", null);
        static final Result EMPTY = new Result("empty", null);

        static Result sent(boolean accepted) {
            return accepted ? OK : FULL;
        }

        static Result received(Long value) {
            return value == null ? EMPTY : new Result("ok", value);
        }
    }

    /** The operations on a channel. An interrupt ends {@code send} and {@code receive} while they wait. */
    interface Channel {
        Result send(long value) throws InterruptedException;

        Result receive() throws InterruptedException;

        Result trySend(long value);

        Result tryReceive();

        /** The number of values in the buffer. */
        int length();
    }

    record Blocking(BlockingQueue<Long> queue) implements Channel {
        @Override
        public Result send(long value) throws InterruptedException {
            queue.put(value);
            return Result.OK;
        }

        @Override
        public Result receive() throws InterruptedException {
            return Result.received(queue.take());
        }

        @Override
        public Result trySend(long value) {
            return Result.sent(queue.offer(value));
        }

        @Override
        public int length() {
            return queue.size(); // always 0 for a SynchronousQueue
        }

        @Override
        public Result tryReceive() {
            return Result.received(queue.poll());
        }
    }

    /** An unbuffered channel: the queue has no limit, but {@code transfer} waits until the value is received. */
    record Transfer(TransferQueue<Long> queue) implements Channel {
        @Override
        public Result send(long value) throws InterruptedException {
            queue.transfer(value);
            return Result.OK;
        }

        @Override
        public Result receive() throws InterruptedException {
            return Result.received(queue.take());
        }

        @Override
        public Result trySend(long value) {
            return Result.sent(queue.tryTransfer(value));
        }

        @Override
        public int length() {
            return 0; // the size of the queue is the number of senders that wait
        }

        @Override
        public Result tryReceive() {
            return Result.received(queue.poll());
        }
    }
}
