package dev.jetvm.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
    @Test
    void aCaseThatFailsAtTimesIsCounted() {
        Repetitions repetitions = of("pass", "fail", "pass", "pass");
        assertThat(repetitions.sometimes("val-case")).isTrue();
        assertThat(repetitions.always("val-case")).isFalse();
        assertThat(repetitions.counted(result("fail")).detail()).isEqualTo("failed 1 of 4 times; detail of fail");
        assertThat(repetitions.counted(result("fail")).attempts()).isEqualTo(1);
    }

    @Test
    void aCaseThatFailsEachTimeIsCountedToo() {
        Repetitions repetitions = of("fail", "crash");
        assertThat(repetitions.sometimes("val-case")).isFalse();
        assertThat(repetitions.always("val-case")).isTrue();
        assertThat(repetitions.counted(result("fail")).detail()).startsWith("failed 2 of 2 times; ");
    }

    @Test
    void aCaseThatWasRunOnceNeedsNoNumber() {
        assertThat(of("fail", "skipped").counted(result("fail")).detail()).isEqualTo("detail of fail");
        assertThat(of("fail").always("val-case")).isFalse();
        assertThat(of("pass", "pass").counted(result("pass")).detail()).isEqualTo("detail of pass");
    }

    private static Repetitions of(String... verdicts) {
        Repetitions repetitions = new Repetitions();
        for (String verdict : verdicts) {
            repetitions.add(result(verdict));
        }
        return repetitions;
    }

    private static CaseResult result(String verdict) {
        return new CaseResult("val-case", "a title", List.of("VAL-01"), "Values", "must", "example", "tagged",
                List.of(), verdict, "", List.of(), null, "detail of " + verdict, null, null, 0.5, 1, "1", "", "", null,
                null, List.of(), "", null);
    }
}
