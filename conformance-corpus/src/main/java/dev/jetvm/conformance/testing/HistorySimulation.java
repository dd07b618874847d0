package dev.jetvm.conformance.testing;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.linearizability.Model;
import dev.jetvm.conformance.linearizability.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes histories: threads call operations on structures, which take effect at a random moment between call and return.
 * The structure is a model, so that a correct model makes linearizable histories, and one with wrong steps others.
 *
 * @param <S> the state of the structure
 */
public final class HistorySimulation<S> {

    /** What a thread calls next. */
    @FunctionalInterface
    public interface Calls {
        /** @param number how many operations were called before, in all threads */
        Call next(RandomGenerator random, int thread, int number);
    }

    public record Call(String object, String name, Object argument) {}

    /** Calls of a key-value store with 10 keys: half of them reads, the others write texts that occur once. */
    public static Calls storeCalls() {
        return (random, thread, number) -> {
            String key = Integer.toString(random.nextInt(10));
            return switch (random.nextInt(4)) {
                case 0 -> new Call(key, "put", "x " + thread + " " + number + " y");
                case 1 -> new Call(key, "append", "x " + thread + " " + number + " y");
                default -> new Call(key, "get", Values.NIL);
            };
        };
    }

    /**
     * The size of a history.
     *
     * @param lostPercent how many of a hundred operations are left without an answer
     */
    public record Size(int threads, int operations, int lostPercent) {}

    /** An operation in progress; without an answer it has not taken effect. */
    private static final class Active {
        private final Operation call;
        private @Nullable Step<?> answer;

        Active(Operation call) {
            this.call = call;
        }
    }

    private static final int IDLE_MAX = 50;

    private final Model<S> structure;
    private final Random random;
    private final Size size;
    private final @Nullable Active[] active;
    private final String[] names;
    private final Map<String, S> states = new HashMap<>();
    private final List<History.Timed> made = new ArrayList<>();
    private int clock;

    public HistorySimulation(Model<S> structure, Size size, long seed) {
        this.structure = structure;
        this.size = size;
        random = new Random(seed);
        active = new Active[size.threads()];
        names = new String[size.threads()];
        for (int thread = 0; thread < names.length; thread++) {
            names[thread] = Integer.toString(thread);
        }
    }

    /** The operations in the order in which they ended. */
    public List<History.Timed> run(Calls calls) {
        int called = 0;
        int idle = 0;
        while (called < size.operations() || idle < IDLE_MAX * active.length) {
            int thread = random.nextInt(active.length);
            Active current = active[thread];
            if (++idle > IDLE_MAX * active.length && current != null) {
                // All wait for each other: this one is cancelled.
                end(thread, current, false);
                idle = 0;
                continue;
            }
            if (current == null) {
                if (called < size.operations()) {
                    active[thread] = new Active(operation(calls.next(random, thread, called), thread, called));
                    called++;
                    idle = 0;
                }
            } else if (current.answer != null) {
                end(thread, current, random.nextInt(100) >= size.lostPercent());
                idle = 0;
            } else if (effect(current)) {
                idle = 0;
            }
        }
        for (int thread = 0; thread < active.length; thread++) {
            Active current = active[thread];
            if (current != null) {
                end(thread, current, false);
            }
        }
        return made;
    }

    private Operation operation(Call call, int thread, int number) {
        return new Operation(number, names[thread], call.object(), call.name(), call.argument(), Outcomes.PENDING,
                Values.ABSENT, clock++, Operation.NEVER, List.of(), 0);
    }

    private void end(int thread, Active current, boolean answered) {
        Operation call = current.call;
        Step<?> answer = current.answer;
        boolean completed = answered && answer != null;
        made.add(new History.Timed(call.thread(), call.object(), call.name(), call.argument(), completed,
                answer == null || !completed ? Outcomes.PENDING : answer.outcome(),
                answer == null || !completed ? Values.ABSENT : answer.result(), call.start(), clock++, List.of(), 0));
        active[thread] = null;
        if (!completed) {
            // As in Jepsen: the thread goes on under another name.
            names[thread] = Integer.toString(Integer.parseInt(names[thread]) + active.length);
        }
    }

    /** Lets an operation take effect, if it can; with a partner, if it needs one at the same moment. */
    private boolean effect(Active current) {
        S state = state(current);
        List<Step<S>> steps = steps(state, current);
        if (steps.isEmpty()) {
            return false;
        }
        Step<S> step = steps.get(random.nextInt(steps.size()));
        if (structure.accepts(step.next())) {
            states.put(current.call.object(), step.next());
            current.answer = step;
            return true;
        }
        for (Active other : active) {
            if (other != null && other != current && other.answer == null) {
                for (Step<S> joint : steps(step.next(), other)) {
                    if (other.call.object().equals(current.call.object()) && structure.accepts(joint.next())) {
                        states.put(current.call.object(), joint.next());
                        current.answer = step;
                        other.answer = joint;
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private S state(Active current) {
        return states.computeIfAbsent(current.call.object(), _ -> structure.initial());
    }

    /** Without lost races: whether a structure may answer so depends on what overlaps the operation in the end. */
    private List<Step<S>> steps(S state, Active current) {
        return structure.steps(state, current.call).stream()
                .filter(step -> !step.outcome().equals(Outcomes.CONTENDED)).toList();
    }
}
