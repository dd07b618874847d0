package dev.jetvm.conformance.exchange;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Subjects;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer together with its request. Every check either returns or fails the case with a sentence that names the
 * request, the expected answer and the observed one.
 */
public record Reply(Request request, Answer answer) {
    private static final int QUESTION_LIMIT = 400;

    /** Checks that the answer is {@code ok}. */
    public Reply ok() {
        if (answer.outcome() != Outcome.OK) {
            throw unlike(outcome("ok"), "was expected to succeed");
        }
        return this;
    }

    /**
     * Checks that the answer is {@code ok} and its value contains at least these members with these values. A member that
     * belongs to a feature of its own is left out where that is not announced.
     *
     * @spec CONF-10
     */
    public Reply is(JsonNode members) {
        JsonNode value = announced(members);
        if (answer.outcome() != Outcome.OK || !Wire.matches(value, answer.value())) {
            VerdictError error = unlike(okWith(value), "gave another result");
            throw answer.outcome() == Outcome.OK
                    ? new VerdictError(error.verdict(), error.detail(), error.expected(), error.observed(), null,
                            kind(value))
                    : error;
        }
        return this;
    }

    private JsonNode announced(JsonNode members) {
        if (!(members instanceof ObjectNode) || !answer.outcome().equals(Outcome.OK)) {
            return members;
        }
        ObjectNode value = (ObjectNode) members.deepCopy();
        Operations.answerMembers(request.op()).forEach((member, feature) -> {
            if (value.has(member) && !CurrentCase.offers(feature)) {
                value.remove(member);
            }
        });
        return value;
    }

    /** The gravest kind among the members that differ. */
    private FailureKind kind(JsonNode value) {
        FailureKind gravest = FailureKind.MISSING;
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode seen = answer.value().get(member.getKey());
            if (seen != null && !Wire.matches(member.getValue(), seen)) {
                gravest = gravest.or(Subjects.kind(request.op(), member.getKey(), CurrentCase.info().rules()));
            }
        }
        return gravest;
    }

    /** Checks that the answer is a panic with this code. */
    public void panics(String code) {
        ObjectNode expected = outcome("panic").put("code", code);
        if (answer.outcome() != Outcome.PANIC || !answer.code().equals(code)) {
            throw unlike(expected, "was expected to panic with " + code);
        }
    }

    /** Checks that the answer is a refusal in this phase with this code. */
    public Reply rejects(String phase, String code) {
        ObjectNode expected = outcome("reject").put("phase", phase).put("code", code);
        if (!Wire.matches(expected, answer.message())) {
            throw unlike(expected, "was expected to be refused as " + phase + " with " + code);
        }
        return this;
    }

    /**
     * Checks that the answer is {@code ok} with this value or, if the value is empty, a refusal with the given code.
     */
    public Reply isOrRejects(Optional<? extends JsonNode> value, String phase, String code) {
        return value.isPresent() ? is(value.get()) : rejects(phase, code);
    }

    /** Whether the answer is {@code ok}. */
    public boolean isOk() {
        return answer.outcome() == Outcome.OK;
    }

    /** A member of the value of the answer, which must be {@code ok}. */
    public JsonNode member(String name) {
        ok();
        JsonNode node = answer.value().path(name);
        if (node.isMissingNode()) {
            throw unlike(okWith(Wire.object().put(name, "$any")), "has no member " + name + " in its answer");
        }
        return node;
    }

    public String text(String name) {
        return text(name, member(name));
    }

    /** A text at any place in the answer; {@code name} describes it. */
    public String text(String name, JsonNode node) {
        if (!node.isString()) {
            throw illTyped(name, "text");
        }
        return node.stringValue();
    }

    /** The 64-bit word in a member. */
    public long word(String name) {
        return Wire.parseWord(text(name)).orElseThrow(() -> illTyped(name, "a word in hexadecimal")).longValue();
    }

    public BigInteger integer(String name) {
        return integer(name, member(name));
    }

    private BigInteger integer(String name, JsonNode node) {
        return Wire.integer(node).orElseThrow(() -> illTyped(name, "an integer"));
    }

    /** The integer in a member; it must fit in 63 bits. */
    public long number(String name) {
        return number(name, member(name));
    }

    /** An integer at any place in the answer; it must fit in 63 bits. {@code name} describes it. */
    public long number(String name, JsonNode node) {
        BigInteger value = integer(name, node);
        if (value.bitLength() > 63) {
            throw illTyped(name, "an integer of reasonable size");
        }
        return value.longValue();
    }

    public byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException noBase64) {
            VerdictError error = illTyped(name, "bytes in base64");
            error.initCause(noBase64);
            throw error;
        }
    }

    /** Fails the case unless {@code holds}; {@code expected} describes the expected value. */
    public Reply check(boolean holds, JsonNode expected, String sentence) {
        if (!holds) {
            throw unlike(okWith(expected), sentence);
        }
        return this;
    }

    /** The failure for this answer: {@code expected} is a whole answer, {@code predicate} completes the sentence. */
    public VerdictError unlike(JsonNode expected, String predicate) {
        String question = request.op() + " " + request.members();
        String sentence = DisplayText.cut(question, QUESTION_LIMIT) + " " + predicate + ": expected "
                + shorten(expected.toString()) + ", observed "
                + shorten(observed().toString());
        return new VerdictError(Verdict.FAIL, sentence, expected, answer.message());
    }

    private static String shorten(String text) {
        return DisplayText.cut(text, QUESTION_LIMIT);
    }

    private ObjectNode observed() {
        ObjectNode copy = answer.message().deepCopy();
        copy.remove("id");
        return copy;
    }

    private VerdictError illTyped(String name, String type) {
        return unlike(okWith(Wire.object().put(name, "$any")), "answered a member " + name + " that is not " + type);
    }

    private static ObjectNode outcome(String word) {
        return Wire.object().put("outcome", word);
    }

    private static ObjectNode okWith(JsonNode value) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.put("outcome", "ok");
        expected.set("value", value);
        return expected;
    }
}
