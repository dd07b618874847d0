package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.MessageValidator;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.PortableJson;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the suite demands of every message, beyond that it is one. None of this breaks the stream. */
final class Checks {
    private static final int WORD_SHOWN = 60;

    /** Null unless every line is to be validated. */
    private final @Nullable MessageValidator validator;

    Checks(boolean validate) {
        validator = validate ? new MessageValidator() : null;
    }

    /** The faults of a request against its schema; empty when nothing is validated. */
    List<String> faults(Request request, long id) {
        return validator == null ? List.of() : validator.request(request.toMessage(id));
    }

    /**
     * A request that breaks its schema is the suite's own fault, unless the agent says so too: then the case asked
     * for just that.
     */
    void request(String op, List<String> faults, ObjectNode answer) {
        if (!faults.isEmpty() && !answer.path("code").asString("").equals("bad-request")) {
            throw new VerdictError(Verdict.SUITE_DEFECT,
                    "the request " + op + " breaks its schema: " + MessageValidator.describe(faults));
        }
    }

    /** The faults of an answer against its schema; empty when nothing is validated. */
    List<String> faults(String op, ObjectNode answer) {
        return validator == null ? List.of() : validator.answer(op, answer);
    }

    /**
     * An answer to an operation of the table, or to an unknown one.
     *
     * @throws VerdictError {@code protocol-error} if it is none
     */
    Answer answer(String op, ObjectNode message) {
        PortableJson.fault(message).ifPresent(fault -> {
            // Without the message: it may be one that no report can hold.
            throw new VerdictError(Verdict.PROTOCOL_ERROR, "in the answer to " + op + ", " + fault);
        });
        List<String> faults = faults(op, message);
        if (!faults.isEmpty()) {
            throw new VerdictError(Verdict.PROTOCOL_ERROR,
                    "the answer to " + op + " breaks its schema: " + MessageValidator.describe(faults), null, message);
        }
        String word = message.path("outcome").asString("");
        Outcome outcome = Outcome.ofWire(word).orElseThrow(() -> new VerdictError(Verdict.PROTOCOL_ERROR,
                (word.isEmpty() ? "no outcome" : "unknown outcome " + DisplayText.cut(word, WORD_SHOWN))
                        + " in the answer to " + op + ": `"
                        + MessageCodec.quote(MessageCodec.encode(message)).strip() + "`",
                null, message));
        return new Answer(outcome, message);
    }

    /**
     * {@code unsupported} is right only for what was not announced.
     *
     * @param feature of the operation, which may be refused for another feature of the same group: {@code vm.run} of a
     *        program that needs {@code vm.tasks}; null for the control operations and for unknown ones, which may be
     *        refused for a feature of their arguments ({@code profile.x})
     */
    void announced(@Nullable String feature, Answer answer, Capabilities capabilities) {
        if (answer.outcome() != Outcome.UNSUPPORTED) {
            return;
        }
        String refused = answer.message().path("feature").asString("");
        String named = feature == null || ofOneGroup(feature, refused) ? refused : feature;
        if (capabilities.offers(named)) {
            throw new VerdictError(Verdict.FAIL, named + " is announced but not served", null, answer.message());
        }
    }

    private static boolean ofOneGroup(String feature, String other) {
        return other.startsWith(feature.substring(0, feature.indexOf('.') + 1));
    }
}
