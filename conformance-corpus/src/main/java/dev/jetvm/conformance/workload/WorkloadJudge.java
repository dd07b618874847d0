package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges the answer to {@code workload.run}: that the history has the operations of the request, and that the object could
 * have behaved so.
 *
 * <p>Clauses: CONF-24, and those of the object.
 */
public final class WorkloadJudge {
    public static final String OP = "workload.run";
    /** Arguments of a thread begin with its index times this number. */
    static final long ARGUMENTS_OF_A_THREAD = 1 << 20;
    /**
     * Announced by a deque that tells a lost race from an empty deque. Without it histories are judged by a weaker model: a steal
     * may be empty where another thread took a value meanwhile.
     */
    public static final String CONTENDED = "deque.contended";
    /** What the weaker model is that judges where a feature is not announced, by the feature. */
    public static final Map<String, String> WEAKER = Map.of(CONTENDED,
            CONTENDED + " is not announced, so an empty steal "
                    + "may be a lost race: it is questioned only where no other thread took a value meanwhile");
    public static final String CHANNEL = "channel";
    private static final int SHOWN = 8;

    private WorkloadJudge() {}

    /**
     * Returns normally if the answer is not {@code ok}, is no history, or is a history that can be explained.
     *
     * @param offers whether the implementation announces a feature
     * @throws VerdictError otherwise
     */
    public static void check(Request request, Answer answer, Predicate<String> offers) {
        if (!request.op().equals(OP) || answer.outcome() != Outcome.OK) {
            return;
        }
        violation(request, answer.value(), offers).ifPresent(violation -> {
            ObjectNode observed = Wire.object().put("outcome", "ok");
            ArrayNode entries = observed.putObject("value").putArray("history");
            violation.entries().stream().limit(SHOWN).forEach(entry -> entries.add(entry.toString()));
            JsonNode expected = Wire.object().put("outcome", "ok").set("value",
                    Wire.object().put("history", "$explainable"));
            throw new VerdictError(Verdict.FAIL, violation.toString(), expected, observed, null,
                    FailureKind.WRONG_RESULT).withHistory(
                            picture(request, answer.value(), violation, offers));
        });
    }

    private static List<HistoryEntry> history(JsonNode value) {
        return value.path("history").valueStream().map(HistoryEntry::read).toList();
    }

    private static Optional<Violation> violation(Request request, JsonNode value, Predicate<String> offers) {
        List<HistoryEntry> history = history(value);
        Optional<Violation> incomplete = incomplete(request, history);
        if (incomplete.isPresent()) {
            return incomplete;
        }
        return switch (object(request)) {
            case "deque" -> new DequeHistory(history, offers.test(CONTENDED)).violation();
            case CHANNEL -> new ChannelHistory(channelSteps(request, history), capacity(request)).violation();
            default -> Optional.empty();
        };
    }

    private static @Nullable ObjectNode picture(Request request, JsonNode value, Violation violation,
            Predicate<String> offers) {
        List<HistoryEntry> history = history(value);
        return object(request).equals(CHANNEL)
                ? HistoryFailure.ofChannels(channelSteps(request, history), violation,
                        ObjectModel.channel(capacity(request)))
                : HistoryFailure.of(history, violation, ObjectModel.deque(offers.test(CONTENDED)));
    }

    /** Joins the entries of each thread with the steps of the request. Entries behind them, which a violation names, are left out. */
    private static List<ChannelStep> channelSteps(Request request, List<HistoryEntry> history) {
        List<ChannelStep> steps = new ArrayList<>();
        List<List<JsonNode>> threads = threads(request);
        for (int thread = 0; thread < threads.size(); thread++) {
            int number = thread;
            List<HistoryEntry> entries = history.stream().filter(entry -> entry.thread() == number).toList();
            List<JsonNode> asked = threads.get(thread);
            for (int k = 0; k < Math.min(entries.size(), asked.size()); k++) {
                steps.add(ChannelStep.of(asked.get(k), entries.get(k)));
            }
        }
        return steps;
    }

    private static List<List<JsonNode>> threads(Request request) {
        return request.members().path("threads").valueStream().map(WorkloadJudge::operations).toList();
    }

    private static String object(Request request) {
        return request.members().path("object").asString("");
    }

    private static int capacity(Request request) {
        return request.members().path("capacity").asInt(0);
    }

    /** Whether each thread has the operations of the request in their order, one after the other. */
    private static Optional<Violation> incomplete(Request request, List<HistoryEntry> history) {
        List<List<JsonNode>> threads = threads(request);
        for (int thread = 0; thread < threads.size(); thread++) {
            int number = thread;
            List<HistoryEntry> entries = history.stream().filter(entry -> entry.thread() == number).toList();
            List<String> expected = threads.get(thread).stream().map(step -> step.path("op").asString("")).toList();
            boolean waits = !entries.isEmpty() && entries.getLast().isPending() && entries.size() < expected.size();
            if (entries.size() != expected.size() && !waits) {
                return Optional.of(Violation.of("the history of thread " + thread + " has " + entries.size()
                        + " operations, the request has " + expected.size()));
            }
            Optional<Violation> wrong = disorder(expected, entries, thread * ARGUMENTS_OF_A_THREAD);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return history.stream().filter(entry -> entry.thread() < 0 || entry.thread() >= threads.size()).findFirst()
                .map(stray -> Violation.of("an operation of a thread that is not in the request", stray));
    }

    private static Optional<Violation> disorder(List<String> expected, List<HistoryEntry> entries, long argument) {
        long next = argument;
        long clock = 0;
        for (int k = 0; k < entries.size(); k++) {
            HistoryEntry entry = entries.get(k);
            if (!entry.is(expected.get(k))) {
                return Optional.of(Violation.of("operation " + k + " of the thread is " + expected.get(k), entry));
            }
            if (entry.isPending() && k < entries.size() - 1) {
                return Optional.of(Violation.of("the thread went on from an operation without a result", entry));
            }
            if (entry.start() < clock || entry.end() < entry.start()) {
                return Optional.of(Violation.of("the times of a thread go back", entry));
            }
            clock = entry.end();
            if (entry.argument() != HistoryEntry.NONE && entry.argument() != next++) {
                return Optional.of(Violation.of("its argument is " + (next - 1), entry));
            }
        }
        return Optional.empty();
    }

    /** The operations of a thread, with all repetitions. */
    private static List<JsonNode> operations(JsonNode steps) {
        List<JsonNode> operations = new ArrayList<>();
        steps.forEach(step -> {
            for (long k = step.path("repeat").asLong(1); k > 0; k--) {
                if (step.has("do")) {
                    step.path("do").forEach(inner -> add(operations, inner));
                } else {
                    add(operations, step);
                }
            }
        });
        return operations;
    }

    private static void add(List<JsonNode> operations, JsonNode step) {
        for (long k = step.path("count").asLong(1); k > 0; k--) {
            operations.add(step);
        }
    }
}
