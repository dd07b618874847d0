package dev.jetvm.reports.heap;

import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.testing.ScriptedSession;
import dev.jetvm.reports.model.ReportFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An implementation that answers each operation with a fixed value, and may die after some of them. */
final class HeapPeer {
    private static final String BITMAP = "/////wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    final Set<String> features = new HashSet<>(
            Set.of("heap.core", "heap.lines", "heap.usage", "heap.dump", "gc.collect", "gc.counters", "heap.policy",
                    "heap.immortal", "heap.pin"));
    final ScriptedSession session = new ScriptedSession(this::answer, features::contains);
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

    static String map(String blocks) {
        return "{\"epoch\":1,\"blocks\":[" + blocks + "],\"regions\":[{\"region\":1,\"use\":\"mature-blocks\"}]}";
    }

    static String block(String number) {
        return "{\"block\":%s,\"space\":\"mature\",\"freeLines\":224,\"holes\":1,\"cursor\":32,\"bitmap\":\"%s\"}"
                .formatted(number, BITMAP);
    }

    HeapPeer answering(String op, String value) {
        values.put(op, value);
        return this;
    }

    HeapPeer without(String feature) {
        features.remove(feature);
        return this;
    }

    /** The agent is gone after so many answers. */
    HeapPeer dyingAfter(int answers) {
        lives = answers;
        return this;
    }

    private String answer(String line) {
        if (session.asked().size() > lives) {
            throw new VerdictError(Verdict.CRASH, "crash: it ended\nwith status 3");
        }
        String value = values.getOrDefault(op(line), "{}");
        return value.startsWith("panic")
                ? "{\"outcome\":\"panic\",\"code\":\"%s\"}".formatted(value.substring("panic ".length()))
                : "{\"outcome\":\"ok\",\"value\":%s}".formatted(value);
    }

    private static String op(String line) {
        return ReportFile.mapper().readTree(line).path("op").asString();
    }

    /** The operations that were asked for, in that order. */
    List<String> operations() {
        return session.asked().stream().map(HeapPeer::op).toList();
    }
}
