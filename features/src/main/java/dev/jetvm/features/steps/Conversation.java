package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import org.jspecify.annotations.Nullable;

/** The requests of one scenario. Steps that begin with "Then" refer to the last answer. */
public final class Conversation {
    private @Nullable Reply last;

    public Conversation() {}

    Reply ask(Ask question) {
        Reply reply = question.send();
        last = reply;
        return reply;
    }

    Reply answer() {
        Reply reply = last;
        if (reply == null) {
            throw defect("the scenario looks at an answer before it asks anything");
        }
        return reply;
    }

    /** The failure for an error in a feature file, {@code suite-defect}. */
    static VerdictError defect(String sentence) {
        return new VerdictError(Verdict.SUITE_DEFECT, sentence);
    }
}
