package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the suite demands of every message, beyond that it is one. None of this breaks the stream. */
final class Checks {

    /** A request on its way out: a fault in it is ours. */
    void request(Prepared line) {}

    /** An answer to an operation of the table. */
    Answer answer(String op, ObjectNode message) {
        return envelope(op, message);
    }

    /** The parts that every answer has. */
    Answer envelope(String op, ObjectNode message) {
        String word = message.path("outcome").asString("");
        Outcome outcome = Outcome.ofWire(word).orElseThrow(() -> new VerdictError(Verdict.PROTOCOL_ERROR,
                (word.isEmpty() ? "no outcome" : "unknown outcome " + word) + " in the answer to " + op + ": `"
                        + MessageCodec.quote(MessageCodec.encode(message)).strip() + "`"));
        return new Answer(outcome, message);
    }

    /**
     * {@code unsupported} is right only for what was not announced.
     *
     * @param feature of the operation; null for the control operations and for unknown ones, which may be refused for
     *        a feature of their arguments ({@code profile.x})
     */
    void announced(@Nullable String feature, Answer answer, Capabilities capabilities) {
        if (answer.outcome() != Outcome.UNSUPPORTED) {
            return;
        }
        String named = feature != null ? feature : answer.message().path("feature").asString("");
        if (capabilities.offers(named)) {
            throw new VerdictError(Verdict.FAIL, named + " is announced but not served", null, answer.message());
        }
    }
}
