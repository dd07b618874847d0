package dev.jetvm.features.steps;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import org.jspecify.annotations.Nullable;

/** The questions of one scenario; sentences that begin with "Then" speak of the last answer. */
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

    /** A mistake in a feature file. */
    static VerdictError defect(String sentence) {
        return new VerdictError(Verdict.SUITE_DEFECT, sentence);
    }
}
