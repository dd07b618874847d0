package dev.jetvm.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.reports.model.CaseResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
    @Test
    void aFailureThatIsRepeatedNeedsNoSentence() {
        assertThat(sentence("example", Set.of(), "fail")).isEmpty();
    }

    @Test
    void aCaseWithoutThreadsThatPassesAloneSuspectsTheCasesBefore() {
        assertThat(sentence("example", Set.of("heap.core"), "pass"))
                .isEqualTo(
                        "failed after other cases, passes alone: state is left over from val-before or an earlier case; detail of fail");
    }

    @Test
    void oneFailureThatPassesAloneCanAlsoBeARandomOne() {
        assertThat(sentence("example", Set.of("heap.core"), "pass", false)).isEqualTo(
                "failed after other cases, passes alone: state is left over from val-before or an earlier case, or it fails in some runs only (try --repeat); detail of fail");
    }

    @Test
    void anotherVerdictIsNamed() {
        assertThat(sentence("example", Set.of(), "crash"))
                .startsWith("failed after other cases, alone it ends as crash (detail of crash): state is left over");
    }

    @Test
    void threadsThatRaceSuspectNoCaseBefore() {
        String race = "failed after other cases, passes alone: its threads race, so it may fail in some runs only (try --repeat); detail of fail";
        assertThat(sentence("history", Set.of(), "pass")).isEqualTo(race);
        assertThat(sentence("program", Set.of("vm.tasks"), "pass")).isEqualTo(race);
    }

    private static String sentence(String kind, Set<String> requires, String alone) {
        return sentence(kind, requires, alone, true);
    }

    private static String sentence(String kind, Set<String> requires, String alone, boolean always) {
        CaseInfo info = new CaseInfo("val-case", "a title", List.of("VAL-01"), "must", kind, requires,
                new Setting("tagged", Map.of()), false, 1);
        return Confirmation.sentence(info, result("fail"), result(alone), "val-before", always);
    }

    private static CaseResult result(String verdict) {
        return new CaseResult("val-case", "a title", List.of("VAL-01"), "Values", "must", "example", "tagged",
                List.of(),
                verdict, "", List.of(), null, "detail of " + verdict, null, null, 0.5, 1, "1", "", "", null, null,
                List.of(), "", null);
    }
}
