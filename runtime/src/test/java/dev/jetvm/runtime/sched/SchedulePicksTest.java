package dev.jetvm.runtime.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tasks pick by chance is a part of a schedule (SCHED-28, SEL-03). */
class SchedulePicksTest {

    @Test
    void picksAreWrittenBehindTheStepsAndReadBack() {
        Schedule schedule = new Schedule(List.of(0L, 0L, 1L), Map.of(1L, List.of(0, 2), 0L, List.of(1)));

        assertThat(schedule.toString()).isEqualTo("0*2 1 0=1 1=0,2");
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @Test
    void picksThatAreAllZeroAreLeftOut() {
        assertThat(new Schedule(List.of(0L), Map.of(0L, List.of(0, 0)))).hasToString("0");
    }

    @Test
    void aWordWithoutAPickIsRefused() {
        assertThatThrownBy(() -> Schedule.parse("0 1=")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("word 2");
    }
}
