package dev.jetvm.features.run;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.SuiteSession;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An implementation that gives the same answer to every question, and remembers the questions. */
record FixedAnswer(Outcome outcome, ObjectNode message, List<String> questions) implements SuiteSession {

    static FixedAnswer of(Outcome outcome, ObjectNode message) {
        return new FixedAnswer(outcome, message.put("outcome", outcome.wire()), new ArrayList<>());
    }

    @Override
    public CaseRun begin(CaseInfo info) {
        return new Run(info, this);
    }

    @Override
    public void close() {
        questions.clear();
    }

    private record Run(CaseInfo info, FixedAnswer session) implements CaseRun {
        @Override
        public Answer call(Request request) {
            session.questions.add(request.op() + request.members());
            return new Answer(session.outcome, session.message);
        }

        @Override
        public int closeInput() {
            return 1;
        }

        @Override
        public Answer callRaw(byte[] line) {
            return new Answer(session.outcome, session.message);
        }

        @Override
        public boolean offers(String feature) {
            return true;
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
            session.message.remove("id");
        }
    }
}
