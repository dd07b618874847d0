package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.sched.Steal;
import dev.jetvm.runtime.sched.WorkStealingDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations of chapter Work stealing, by handles. The session's thread is the owner of each deque and also its thief;
 * {@link WorkloadOperations} runs threads.
 */
final class DequeOperations {
    private static final String FEATURE = "deque.core";
    private static final long COUNT_MAX = 10_000_000;
    private static final long DIGEST_FACTOR = 31;

    private final Deques deques;

    DequeOperations(Machine machine) {
        this.deques = machine.deques();
    }

    /** The deques of a session by their handles. */
    static final class Deques {
        private final Map<String, WorkStealingDeque<Long>> known = new HashMap<>();

        void clear() {
            known.clear();
        }
    }

    List<Operation> all() {
        return List.of(new Operation("deque.new", FEATURE, this::create),
                new Operation("deque.push", FEATURE, this::push), new Operation("deque.pop", FEATURE, this::pop),
                new Operation("deque.steal", FEATURE, Set.of("deque.contended"), this::steal),
                new Operation("deque.churn", "deque.churn", this::churn));
    }

    private WorkStealingDeque<Long> deque(Arguments in) {
        String handle = in.handle("deque");
        WorkStealingDeque<Long> deque = deques.known.get(handle);
        if (deque == null) {
            throw new UnknownHandle(handle);
        }
        return deque;
    }

    private static long number(Arguments in, String member) {
        return in.within(member, 0, Arguments.EXACT_MAX.longValueExact());
    }

    private ObjectNode create(Arguments in) {
        deques.known.put(in.handle("into"), new WorkStealingDeque<>());
        return object();
    }

    private ObjectNode push(Arguments in) {
        WorkStealingDeque<Long> deque = deque(in);
        deque.push(number(in, "value"));
        return object();
    }

    private ObjectNode pop(Arguments in) {
        Long value = deque(in).pop();
        if (value == null) {
            throw new DifferentOutcome("empty");
        }
        return object().put("value", value);
    }

    private ObjectNode steal(Arguments in) {
        return switch (deque(in).steal()) {
            case Steal.Taken<Long>(Long value) -> object().put("value", value);
            case Steal.Empty<Long> _ -> throw new DifferentOutcome("empty");
            case Steal.Contended<Long> _ -> throw new DifferentOutcome("contended");
        };
    }

    /** Pushes a number and takes one, many times: indices run far beyond the capacity. */
    private ObjectNode churn(Arguments in) {
        WorkStealingDeque<Long> deque = deque(in);
        long count = in.within("count", 0, COUNT_MAX);
        long first = in.has("first") ? number(in, "first") : 0;
        if (first > Arguments.EXACT_MAX.longValueExact() - count) {
            throw new BadRequest("first + count must be at most 2^53 - 1");
        }
        boolean steals = switch (in.text("take")) {
            case "pop" -> false;
            case "steal" -> true;
            default -> throw new BadRequest("take is pop or steal");
        };
        long taken = 0;
        long digest = 0;
        for (long k = 0; k < count; k++) {
            deque.push(first + k);
            Long value = steals ? stolen(deque) : deque.pop();
            if (value != null) {
                taken++;
                digest = digest * DIGEST_FACTOR + value;
            }
        }
        return object().put("taken", taken).put("digest", Json.word(digest));
    }

    private static @Nullable Long stolen(WorkStealingDeque<Long> deque) {
        return deque.steal() instanceof Steal.Taken<Long>(Long value) ? value : null;
    }
}
