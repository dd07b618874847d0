import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The threads of a request, read into the operations that each performs (CONF-24). */
record Program(List<List<Program.Operation>> threads, Set<Program.Operation> used) {

    private static final int MOST_OPERATIONS = 8_000;
    private static final int MOST_THREADS = 8;

    /** The operations on a channel (CHAN-25), with the features that they belong to. */
    enum Operation {
        SEND("send", true, "channel.workload"),
        RECEIVE("receive", false, "channel.workload"),
        TRY_SEND("try-send", true, "channel.try"),
        TRY_RECEIVE("try-receive", false, "channel.try"),
        CLOSE("close", false, "channel.close");

        final String word;
        final boolean takesArgument;
        final String feature;

        Operation(String word, boolean takesArgument, String feature) {
            this.word = word;
            this.takesArgument = takesArgument;
            this.feature = feature;
        }

        static Operation of(String word) {
            for (Operation each : values()) {
                if (each.word.equals(word)) {
                    return each;
                }
            }
            throw Request.badRequest("a channel has no operation " + word);
        }
    }

    /** An operation and how often it is performed in sequence. */
    private record Run(Operation operation, int count) {}

    static Program of(List<Object> threads) {
        Request.demand(!threads.isEmpty() && threads.size() <= MOST_THREADS, "threads are not 1 to " + MOST_THREADS);
        Reader reader = new Reader();
        for (Object thread : threads) {
            reader.read(Request.array(thread, "a thread"));
        }
        return new Program(reader.threads, reader.used);
    }

    /**
     * Reads one thread after the other. Each addition is checked against the limit before it is performed: a line has
     * room for more operations than the memory.
     */
    private static final class Reader {
        private final List<List<Operation>> threads = new ArrayList<>();
        private final Set<Operation> used = EnumSet.noneOf(Operation.class);
        private int total;

        void read(List<Object> steps) {
            List<Operation> thread = new ArrayList<>();
            for (Object step : steps) {
                Map<String, Object> members = Request.object(step, "a step");
                if (members.containsKey("repeat")) {
                    repeat(members, thread);
                } else {
                    add(1, List.of(run(members)), thread);
                }
            }
            threads.add(thread);
        }

        private void repeat(Map<String, Object> repetition, List<Operation> thread) {
            int times = Request.within(repetition, "repeat", 0, MOST_OPERATIONS);
            List<Run> inner = new ArrayList<>();
            for (Object step : Request.array(repetition.get("do"), "do")) {
                Map<String, Object> members = Request.object(step, "a step");
                Request.demand(!members.containsKey("repeat"), "a repetition is within a repetition");
                inner.add(run(members));
            }
            add(times, inner, thread);
        }

        private Run run(Map<String, Object> step) {
            Operation operation = Operation.of(Request.text(step, "op"));
            used.add(operation);
            return new Run(operation, Request.optionalWithin(step, "count", 0, MOST_OPERATIONS, 1));
        }

        private void add(int times, List<Run> runs, List<Operation> thread) {
            long once = runs.stream().mapToLong(Run::count).sum();
            Request.demand(total + times * once <= MOST_OPERATIONS, "more than " + MOST_OPERATIONS + " operations");
            total += (int) (times * once);
            List<Operation> expanded = new ArrayList<>();
            if (times > 0) { // otherwise `once` has not been checked
                runs.forEach(run -> expanded.addAll(Collections.nCopies(run.count(), run.operation())));
            }
            for (int time = 0; time < times; time++) {
                thread.addAll(expanded);
            }
        }
    }
}
