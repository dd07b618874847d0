package dev.jetvm.conformance.engine;

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
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A session without any process: a function answers. Keeps what was asked and on which threads. */
final class ScriptedSession implements SuiteSession {
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Function<String, String> script;

    /** @param script from a request without its id, or a raw line, to an answer */
    ScriptedSession(Function<String, String> script) {
        this.script = script;
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        threads.add(Thread.currentThread());
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
        public boolean offers(String feature) {
            return true;
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
        public void close() {}
    }
}
