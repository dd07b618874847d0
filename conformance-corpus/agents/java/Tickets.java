import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The operations on channels by handles, which are answered before they have ended (CHAN-26). An operation that waits
 * has a thread of its own; the main thread does all else. Each method reads its whole request before it looks a handle
 * up.
 */
final class Tickets {

    private static final int MOST_CAPACITY = 65_535;
    private static final long MOST_VALUE = (1L << 53) - 1;
    private static final Predicate<String> HANDLE = Pattern.compile("\\$[A-Za-z0-9_.-]{1,64}").asMatchPredicate();

    private static final int TURNS = 200;
    private static final long PAUSE_NANOSECONDS = 50_000;

    /** How long all threads may wait while a channel says that one of them need not; less if it was wrong before. */
    private static final long PATIENCE_NANOSECONDS = 1_000_000_000;

    private static final long LITTLE_PATIENCE_NANOSECONDS = 5_000_000;

    private final Queues queues;

    /** The channels and the tickets. A handle that is given again refers to the newer object. */
    private final Map<String, Object> handles = new HashMap<>();

    /** The tickets whose operations have not ended, also those whose handles refer to other objects now. */
    private final List<Ticket> unfinished = new ArrayList<>();

    Tickets(Queues queues) {
        this.queues = queues;
    }

    Map<String, Object> forget() throws InterruptedException {
        for (Ticket ticket : unfinished) {
            ticket.end();
        }
        unfinished.clear();
        handles.clear();
        return Map.of();
    }

    Map<String, Object> create(Map<String, Object> members) {
        String into = handle(members, "into");
        int capacity = Request.optionalWithin(members, "capacity", 0, MOST_CAPACITY, 0);
        handles.put(into, new TicketChannel(queues.channel(capacity), capacity));
        return Map.of();
    }

    Map<String, Object> send(Map<String, Object> members) throws InterruptedException {
        String name = handle(members, "channel");
        long value = value(members);
        String into = handle(members, "into");
        TicketChannel channel = found(name, TicketChannel.class);
        Queues.Result attempt = channel.queue.trySend(value);
        if (attempt != Queues.Result.FULL) {
            return settled(channel, true, attempt);
        }
        return waited(into, new Ticket(channel, true, () -> channel.queue.send(value)));
    }

    Map<String, Object> receive(Map<String, Object> members) throws InterruptedException {
        String name = handle(members, "channel");
        String into = handle(members, "into");
        TicketChannel channel = found(name, TicketChannel.class);
        Queues.Result attempt = channel.queue.tryReceive();
        if (attempt != Queues.Result.EMPTY) {
            return settled(channel, false, attempt);
        }
        return waited(into, new Ticket(channel, false, channel.queue::receive));
    }

    Map<String, Object> trySend(Map<String, Object> members) throws InterruptedException {
        String name = handle(members, "channel");
        long value = value(members);
        TicketChannel channel = found(name, TicketChannel.class);
        return settled(channel, true, channel.queue.trySend(value));
    }

    Map<String, Object> tryReceive(Map<String, Object> members) throws InterruptedException {
        TicketChannel channel = found(handle(members, "channel"), TicketChannel.class);
        return settled(channel, false, channel.queue.tryReceive());
    }

    Map<String, Object> length(Map<String, Object> members) {
        return Map.of("length", found(handle(members, "channel"), TicketChannel.class).queue.length());
    }

    Map<String, Object> await(Map<String, Object> members) {
        Queues.Result result = found(handle(members, "ticket"), Ticket.class).result();
        if (result == null) {
            throw without("pending");
        }
        return shown(result);
    }

    Map<String, Object> cancel(Map<String, Object> members) throws InterruptedException {
        String name = handle(members, "ticket");
        Ticket ticket = found(name, Ticket.class);
        boolean cancelled = ticket.result() == null && ticket.cancel();
        settle();
        if (cancelled) {
            handles.remove(name);
        }
        return Map.of("cancelled", cancelled);
    }

    private static String handle(Map<String, Object> members, String name) {
        String handle = Request.text(members, name);
        Request.demand(HANDLE.test(handle), name + " is not a handle");
        return handle;
    }

    private static long value(Map<String, Object> members) {
        return Request.longWithin(members, "value", 0, MOST_VALUE);
    }

    private <T> T found(String handle, Class<T> kind) {
        Object object = handles.get(handle);
        if (!kind.isInstance(object)) {
            throw new Request.Refused(Request.fault("unknown-handle"));
        }
        return kind.cast(object);
    }

    /** The answer of an operation that the main thread performed, when the threads that it woke up have ended. */
    private Map<String, Object> settled(TicketChannel channel, boolean sent, Queues.Result result)
            throws InterruptedException {
        channel.count(sent, result);
        settle();
        return shown(result);
    }

    private Map<String, Object> waited(String into, Ticket ticket) throws InterruptedException {
        unfinished.add(ticket);
        settle();
        if (ticket.result() == null) {
            handles.put(into, ticket);
            throw without("pending");
        }
        return shown(ticket.result());
    }

    private static Map<String, Object> shown(Queues.Result result) {
        if (!result.outcome().equals("ok")) {
            throw without(result.outcome());
        }
        return result.value() == null ? Map.of() : Map.of("value", result.value());
    }

    /** An answer that has only an outcome. */
    private static Request.Refused without(String outcome) {
        return new Request.Refused(Request.membersOf("outcome", outcome));
    }

    /** Returns when each operation has ended or has to wait for a further request. */
    private void settle() {
        long ran = System.nanoTime();
        for (int turn = 0; ; turn++) {
            countEnded();
            boolean allWait = unfinished.stream().allMatch(Ticket::isWaiting);
            List<TicketChannel> unsettled = unsettled();
            if (allWait && unsettled.isEmpty()) {
                return;
            }
            if (!allWait) {
                ran = System.nanoTime();
            } else if (System.nanoTime() - ran > patience(unsettled)) {
                unsettled.forEach(TicketChannel::distrust);
                return;
            }
            letRun(turn);
        }
    }

    /** The channels on which a thread was woken up and has not ended its operation. */
    private List<TicketChannel> unsettled() {
        return unfinished.stream().filter(ticket -> !ticket.hasToWait()).map(Ticket::channel).toList();
    }

    /** A right channel settles. A wrong one must not keep the agent from answering. */
    private static long patience(List<TicketChannel> unsettled) {
        boolean trusts = unsettled.stream().anyMatch(TicketChannel::isTrusted);
        return trusts ? PATIENCE_NANOSECONDS : LITTLE_PATIENCE_NANOSECONDS;
    }

    private void countEnded() {
        unfinished.removeIf(ticket -> {
            boolean ended = ticket.result() != null;
            if (ended) {
                ticket.count();
            }
            return ended;
        });
    }

    /** A thread that was woken up runs after some microseconds, unless other processes keep the machine busy. */
    private static void letRun(int turn) {
        if (turn < TURNS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }
}
