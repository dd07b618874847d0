package dev.jetvm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.protocol.MessageValidator;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the corpus sends obeys the published schemas, but for lines that are wrong on purpose. */
class CasesFollowSchemasTest {
    private final MessageValidator validator = new MessageValidator();

    @Test
    void every_request_of_the_corpus_obeys_its_schema() {
        List<String> faults = new ArrayList<>();
        int checked = 0;
        for (CorpusCase one : Corpus.load()) {
            for (Step step : one.steps()) {
                for (Request request : requests(step)) {
                    if (!isWrongOnPurpose(step) && !isTemplate(request)) {
                        validator.request(request.toMessage(1)).forEach(fault -> faults.add(one.id() + " " + fault));
                        checked++;
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void the_corpus_requires_every_feature_that_it_uses() {
        for (CorpusCase one : Corpus.load()) {
            for (Step step : one.steps()) {
                for (Request request : requests(step)) {
                    for (String feature : Operations.features(request)) {
                        assertThat(one.requires().contains(feature) || step.when().contains(feature))
                                .as("%s requires %s", one.id(), feature)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static List<Request> requests(Step step) {
        return switch (step.sent()) {
            case Step.Message(Request request) -> List.of(request);
            case Step.Program(Request text, Request binary) -> List.of(text, binary);
            case Step.Raw _,Step.Start _ -> List.of();
        };
    }

    private static boolean isWrongOnPurpose(Step step) {
        return step.expect().toString().contains("bad-request");
    }

    /** Filled in from an earlier answer before it is sent. */
    private static boolean isTemplate(Request request) {
        return request.members().toString().contains("\"$");
    }
}
