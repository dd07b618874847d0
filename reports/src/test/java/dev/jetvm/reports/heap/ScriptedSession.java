package dev.jetvm.reports.heap;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.model.ReportFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An implementation that answers each operation with a fixed value, and may die after some of them. */
final class ScriptedSession implements SuiteSession {
    private static final String BITMAP = "/////wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    final Set<String> features = new HashSet<>(Set.of("heap.objects", "heap.lines", "heap.inspect", "gc.collect"));
    final List<Request> requests = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>(Map.of("heap.map", map(block("8")), "heap.usage",
            "{\"objects\":1,\"bytes\":24,\"target\":\"18014398509481984\"}", "heap.census",
            "{\"rows\":[{\"space\":\"mature\",\"type\":\"Record(0,8)\",\"objects\":1,\"bytes\":24}]}", "heap.dump",
            """
                    {"complete":true,"objects":[{"id":0,"type":"Record(0,8)","space":"mature","total":24,
                     "pinned":false,"references":[0]}],"roots":[{"source":"handles","object":0}]}""", "gc.collect",
            """
                    {"kind":"full","ignored":false,"reclaimedObjects":1,"reclaimedBytes":24,"copiedObjects":0,
                     "copiedBytes":0}"""));
    private int lives = Integer.MAX_VALUE;
    int closed;

    static String map(String blocks) {
        return "{\"epoch\":1,\"blocks\":[" + blocks + "],\"regions\":[{\"region\":1,\"use\":\"mature-blocks\"}]}";
    }

    static String block(String number) {
        return "{\"block\":%s,\"space\":\"mature\",\"freeLines\":224,\"holes\":1,\"cursor\":32,\"bitmap\":\"%s\"}"
                .formatted(number, BITMAP);
    }

    ScriptedSession answering(String op, String value) {
        values.put(op, value);
        return this;
    }

    ScriptedSession without(String feature) {
        features.remove(feature);
        return this;
    }

    /** The agent is gone after so many answers. */
    ScriptedSession dyingAfter(int answers) {
        lives = answers;
        return this;
    }

    private Answer answer(Request request) {
        if (requests.size() == lives) {
            throw new VerdictError(Verdict.CRASH, "crash: it ended\nwith status 3");
        }
        requests.add(request);
        ObjectNode message = ReportFile.mapper().createObjectNode();
        String value = values.getOrDefault(request.op(), "{}");
        if (value.startsWith("panic")) {
            message.put("code", value.substring("panic ".length()));
            return new Answer(Outcome.PANIC, message);
        }
        message.set("value", ReportFile.mapper().readTree(value));
        return new Answer(Outcome.OK, message);
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        return new Run(info);
    }

    @Override
    public void close() {}

    private final class Run implements CaseRun {
        private final CaseInfo info;

        Run(CaseInfo info) {
            this.info = info;
        }

        @Override
        public Answer call(Request request) {
            return answer(request);
        }

        @Override
        public Answer callRaw(byte[] line) {
            throw new AssertionError("a portrait has no raw lines");
        }

        @Override
        public boolean offers(String feature) {
            return features.contains(feature);
        }

        @Override
        public CaseInfo info() {
            return info;
        }

        @Override
        public List<Exchange> transcript() {
            return List.of();
        }

        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public String stderrTail() {
            return "";
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
