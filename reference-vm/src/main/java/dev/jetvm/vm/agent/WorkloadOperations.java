package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operation {@code workload.run}: a race of several threads on one object, which requests line by line cannot provoke.
 * The kinds of objects are {@link WorkloadObject}s.
 *
 * @spec CONF-24
 */
final class WorkloadOperations {
    /** With at most 120 bytes for each entry, the history fits in a line. */
    private static final int OPERATIONS_MAX = 8_000;
    private static final int THREADS_MAX = 8;

    private WorkloadOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("workload.run", "workload.run",
                features(),
                WorkloadOperations::needed, WorkloadOperations::run));
    }

    private static Set<String> features() {
        Set<String> features = new TreeSet<>(ChannelFeatures.ALL);
        features.add("deque.workload");
        return features;
    }

    private static Set<String> needed(Arguments in) {
        return switch (in.text("object")) {
            case "deque" -> Set.of("deque.workload");
            case "channel" -> ChannelFeatures.of(in);
            default -> Set.of();
        };
    }

    private static ObjectNode run(Arguments in) {
        WorkloadObject object = subject(in);
        long seed = in.has("seed") ? in.decimal("seed").longValue() : 0;
        List<JsonNode> lists = in.list("threads");
        if (lists.isEmpty() || lists.size() > THREADS_MAX) {
            throw new BadRequest("threads must be 1 to " + THREADS_MAX + " lists");
        }
        Program program = new Program(object);
        lists.forEach(program::thread);
        ObjectNode answer = object();
        ArrayNode history = answer.putArray("history");
        new Workload(object, program.threads, seed).run().forEach(entry -> history.add(shown(entry)));
        return answer;
    }

    private static WorkloadObject subject(Arguments in) {
        String kind = in.text("object");
        return switch (kind) {
            case "deque" -> new DequeWorkload();
            case "channel" -> new ChannelWorkload(in);
            default -> throw new BadRequest("there are no workloads on a " + kind);
        };
    }

    private static ObjectNode shown(Workload.Entry entry) {
        ObjectNode shown = object().put("thread", entry.thread()).put("op", entry.op());
        if (entry.argument() != WorkloadObject.NONE) {
            shown.put("argument", entry.argument());
        }
        shown.put("start", entry.start());
        WorkloadObject.Result result = entry.result();
        if (result == null) {
            return shown;
        }
        ObjectNode members = shown.putObject("result").put("outcome", result.outcome());
        if (result.value() != WorkloadObject.NONE) {
            members.put("value", result.value());
        }
        if (result.chosen() != WorkloadObject.NONE) {
            members.put("case", result.chosen());
        }
        return shown.put("end", entry.end());
    }

    /** Expands the lists of steps into the operations of each thread. */
    private static final class Program {
        private final WorkloadObject object;
        private final List<List<Workload.Step>> threads = new ArrayList<>();
        private int operations;

        Program(WorkloadObject object) {
            this.object = object;
        }

        void thread(JsonNode list) {
            int thread = threads.size();
            List<Workload.Step> steps = new ArrayList<>();
            threads.add(steps);
            for (JsonNode node : elements(list, "a thread")) {
                Arguments step = Arguments.of(node, "a step");
                if (!step.has("repeat")) {
                    add(steps, thread, step);
                    continue;
                }
                long times = step.within("repeat", 0, OPERATIONS_MAX);
                for (long k = 0; k < times; k++) {
                    int before = steps.size();
                    step.list("do").forEach(inner -> add(steps, thread, Arguments.of(inner, "a step")));
                    if (steps.size() == before) {
                        break; // nothing to repeat
                    }
                }
            }
        }

        private static List<JsonNode> elements(JsonNode list, String what) {
            if (!list.isArray()) {
                throw new BadRequest(what + " must be a list of steps");
            }
            return list.valueStream().toList();
        }

        private void add(List<Workload.Step> steps, int thread, Arguments step) {
            String op = step.text("op");
            WorkloadObject.Action action = object.action(thread, op, step);
            long count = step.has("count") ? step.within("count", 0, OPERATIONS_MAX) : 1;
            operations = Math.addExact(operations, (int) count);
            if (operations > OPERATIONS_MAX) {
                throw new BadRequest("a workload has at most " + OPERATIONS_MAX + " operations");
            }
            for (long k = 0; k < count; k++) {
                steps.add(new Workload.Step(op, action));
            }
        }
    }
}
