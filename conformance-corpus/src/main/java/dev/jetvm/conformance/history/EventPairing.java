package dev.jetvm.conformance.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins events to operations: a call, any number of suspensions and answers that leave it pending, and at most one final
 * answer. An event belongs to the operation of its id, or without an id to the operation that its thread has in
 * progress.
 */
final class EventPairing {
    enum Kind {
        CALL, RETURN, SUSPEND, RESUME
    }

    /**
     * @param id the id of its operation; empty if it is the thread's current one
     * @param outcome of a return
     * @param noEffect whether a return says that the operation took no effect, so that it can be left out
     */
    record Event(Kind kind, String thread, String id, String object, String name, Object argument, String outcome,
            Object result, boolean noEffect, long time, int line) {}

    private final Map<String, Open> current = new LinkedHashMap<>();
    private final Map<String, Open> byId = new HashMap<>();
    private final List<Open> all = new ArrayList<>();

    private EventPairing() {}

    /**
     * @param operations that were complete in the file already
     * @param leftOut events of the file that are no operations
     */
    static History pair(List<Event> events, List<History.Timed> operations, String model,
            Map<String, String> parameters, int leftOut) {
        EventPairing pairing = new EventPairing();
        events.stream().sorted(Comparator.comparingLong(Event::time).thenComparingInt(Event::line))
                .forEach(pairing::take);
        List<History.Timed> joined = new ArrayList<>(operations);
        int dropped = leftOut;
        for (Open open : pairing.all) {
            if (open.noEffect) {
                dropped++;
            } else {
                joined.add(open.timed());
            }
        }
        return History.of(model, parameters, joined, dropped);
    }

    private void take(Event event) {
        if (event.kind() == Kind.CALL) {
            call(event);
            return;
        }
        Open open = event.id().isEmpty() ? current.get(event.thread()) : byId.get(event.id());
        if (open == null || open.answer != null) {
            throw new HistoryError(event.line(), 0, "an event of an operation that is not in progress: thread "
                    + event.thread() + (event.id().isEmpty() ? " has none" : " has no operation " + event.id())
                    + " at this time. Check the order of the lines, or give each event its time");
        }
        switch (event.kind()) {
            case SUSPEND -> open.suspended.add(new long[]{event.time(), Long.MAX_VALUE});
            case RESUME -> open.resume(event);
            default -> answer(open, event);
        }
    }

    private void call(Event event) {
        Open before = current.get(event.thread());
        if (event.id().isEmpty() && before != null && before.answer == null && !before.pending) {
            throw new HistoryError(event.line(), 0, "thread " + event.thread() + " calls " + event.name()
                    + " while its operation of line " + before.call.line()
                    + " is in progress. End that one first (outcome pending if it has no answer), or give ids to both");
        }
        Open open = new Open(event);
        all.add(open);
        current.put(event.thread(), open);
        if (!event.id().isEmpty() && byId.put(event.id(), open) != null) {
            throw new HistoryError(event.line(), 0, "a second operation with the id " + event.id()
                    + ". An id names one operation in the whole history");
        }
    }

    private static void answer(Open open, Event event) {
        if (Outcomes.UNKNOWN.contains(event.outcome())) {
            open.pending = true;
        } else {
            open.answer = event;
            open.noEffect = event.noEffect();
        }
    }

    private static final class Open {
        private final Event call;
        private final List<long[]> suspended = new ArrayList<>();
        private @Nullable Event answer;
        private boolean pending;
        private boolean noEffect;

        Open(Event call) {
            this.call = call;
        }

        void resume(Event event) {
            if (suspended.isEmpty() || suspended.getLast()[1] != Long.MAX_VALUE) {
                throw new HistoryError(event.line(), 0, "thread " + event.thread()
                        + " resumes an operation that is not suspended");
            }
            suspended.getLast()[1] = event.time();
        }

        History.Timed timed() {
            Event end = answer;
            return new History.Timed(call.thread(), call.object(), call.name(), call.argument(), end != null,
                    end == null ? Outcomes.PENDING : end.outcome(), end == null ? Values.ABSENT : end.result(),
                    call.time(), end == null ? Long.MAX_VALUE : end.time(), suspended, call.line());
        }
    }
}
