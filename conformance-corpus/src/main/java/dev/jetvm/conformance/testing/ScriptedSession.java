package dev.jetvm.conformance.testing;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session without a process, in which a function answers every request. It records the requests, their threads and
 * the cases begun. Its simulated process ends with status 1. Thread-safe.
 */
public final class ScriptedSession implements SuiteSession {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<CaseInfo> begun = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final UnaryOperator<String> script;
    private final Predicate<String> offered;

    /**
     * Creates an implementation that announces every feature.
     *
     * @param script maps a request without its id, or a raw line, to an answer
     */
    public ScriptedSession(UnaryOperator<String> script) {
        this(script, _ -> true);
    }

    /** @param offered whether a feature is announced */
    public ScriptedSession(UnaryOperator<String> script, Predicate<String> offered) {
        this.script = script;
        this.offered = offered;
    }

    /** An implementation that gives the same answer to every request. */
    public static ScriptedSession always(Outcome outcome, ObjectNode members) {
        String answer = members.deepCopy().put("outcome", outcome.wire()).toString();
        return new ScriptedSession(_ -> answer);
    }

    /** Requests without their ids, and raw lines, in the order received. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The thread of each case begun. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    public List<CaseInfo> begun() {
        return List.copyOf(begun);
    }

    /** Number of cases that ended. */
    public int ended() {
        return ended.get();
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        threads.add(Thread.currentThread());
        begun.add(info);
        return new Run(info);
    }

    @Override
    public void close() {
        asked.clear();
    }

    private Answer answer(String line) {
        asked.add(line);
        ObjectNode message = (ObjectNode) JsonMapper.shared().readTree(script.apply(line));
        return new Answer(Outcome.ofWire(message.path("outcome").asString("")).orElseThrow(), message);
    }

    private final class Run implements CaseRun {
        private final CaseInfo info;

        Run(CaseInfo info) {
            this.info = info;
        }

        @Override
        public Answer call(Request request) {
            ObjectNode message = request.toMessage(1);
            message.remove("id");
            return answer(message.toString());
        }

        @Override
        public Answer callRaw(byte[] line) {
            return answer(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public int closeInput() {
            return 1;
        }

        @Override
        public boolean offers(String feature) {
            return offered.test(feature);
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
            ended.incrementAndGet();
        }
    }
}
