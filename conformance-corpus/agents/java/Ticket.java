/** An operation on a channel that may wait, in a thread of its own (CHAN-26). */
final class Ticket {

    /** An operation that an interrupt ends while it waits. */
    @FunctionalInterface
    interface Operation {
        Queues.Result perform() throws InterruptedException;
    }

    /** The result of an operation that was interrupted. It has no effect, and no answer contains it. */
    private static final Queues.Result INTERRUPTED = new Queues.Result("interrupted", null);

    private final TicketChannel channel;
    private final boolean sends;
    private final Thread thread;
    private volatile Queues.Result result;
    private volatile Throwable fault;

    Ticket(TicketChannel channel, boolean sends, Operation operation) {
        this.channel = channel;
        this.sends = sends;
        // A daemon thread does not keep the process from ending.
        thread = Thread.ofPlatform().daemon().start(() -> run(operation));
    }

    private void run(Operation operation) {
        try {
            result = operation.perform();
        } catch (InterruptedException _) {
            result = INTERRUPTED;
        } catch (RuntimeException | Error thrown) {
            fault = thrown;
        }
    }

    /** The result, or null while the operation has none. */
    Queues.Result result() {
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return result;
    }

    /** Ends the wait, and tells whether the operation was still waiting. The result decides: it cannot be both. */
    boolean cancel() throws InterruptedException {
        end();
        return result() == INTERRUPTED;
    }

    void end() throws InterruptedException {
        thread.interrupt();
        thread.join(); // until then the state of the thread says that it waits
    }

    TicketChannel channel() {
        return channel;
    }

    void count() {
        channel.count(sends, result);
    }

    /** A timed wait ends without a further request, and the holder of a monitor leaves it. */
    boolean isWaiting() {
        return thread.getState() == Thread.State.WAITING;
    }

    /** Whether nothing has happened that completes the operation. */
    boolean hasToWait() {
        return channel.isBalanced() && !channel.admits(sends);
    }
}
