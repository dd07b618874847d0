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

/** Checks of well-formed messages. A fault found here does not desynchronize the stream. */
final class Checks {
    private static final int WORD_SHOWN = 60;

    /** Null unless every line is validated. */
    private final @Nullable MessageValidator validator;

    Checks(boolean validate) {
        validator = validate ? new MessageValidator() : null;
    }

    /** The faults of a request against its schema; empty without a validator. */
    List<String> faults(Request request, long id) {
        return validator == null ? List.of() : validator.request(request.toMessage(id));
    }

    /**
     * Reports a request that violates its schema as a defect of the suite. If the agent answers {@code bad-request},
     * the case sent the invalid request on purpose.
     */
    void request(String op, List<String> faults, ObjectNode answer) {
        if (!faults.isEmpty() && !answer.path("code").asString("").equals("bad-request")) {
            throw new VerdictError(Verdict.SUITE_DEFECT,
                    "the request " + op + " breaks its schema: " + MessageValidator.describe(faults));
        }
    }

    /** The faults of an answer against its schema; empty without a validator. */
    List<String> faults(String op, ObjectNode answer) {
        return validator == null ? List.of() : validator.answer(op, answer);
    }

    /**
     * Converts a message to the answer to an operation, known or unknown.
     *
     * @throws VerdictError {@code protocol-error} if the message is not a valid answer
     */
    Answer answer(String op, ObjectNode message) {
        PortableJson.fault(message).ifPresent(fault -> {
            // The message is not attached, because a report may be unable to represent it.
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
     * Checks that an {@code unsupported} answer concerns a feature that was not announced.
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
