/**
 * A channel of the session, and what has to be known about it to see that a thread was woken up. The state of a thread
 * does not say that: it is {@code WAITING} until the thread runs again, which can be long after another one completed
 * its operation. But then the other one has ended, so a value is missing; or the buffer has a place or a value for it.
 */
final class TicketChannel {

    final Queues.Channel queue;
    private final int capacity;
    private long values; // sends less receives, of the operations that have ended
    private boolean trusted = true;

    TicketChannel(Queues.Channel queue, int capacity) {
        this.queue = queue;
        this.capacity = capacity;
    }

    void count(boolean sent, Queues.Result result) {
        if (result.outcome().equals("ok")) {
            values += sent ? 1 : -1;
        }
    }

    /** Whether each value that left the channel or came into it is that of an operation that has ended. */
    boolean isBalanced() {
        return values == queue.length();
    }

    /** Takes the values as they are, because they did not become right. */
    void distrust() {
        values = queue.length();
        trusted = false;
    }

    boolean isTrusted() {
        return trusted;
    }

    /** Whether the buffer has a place for a send, or a value for a receive. */
    boolean admits(boolean send) {
        return send ? queue.length() < capacity : queue.length() > 0;
    }
}
