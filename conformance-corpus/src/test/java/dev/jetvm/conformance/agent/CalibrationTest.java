package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factor of the time limits by a clock that the test moves. */
class CalibrationTest {
    private long now;

    @ParameterizedTest
    @CsvSource({"0.1, 1", "1, 1", "1.4, 1", "1.5, 1.5", "3.14, 3.2", "7, 7", "19.95, 20", "500, 20"})
    void a_computation_that_takes_longer_multiplies_the_limits(double times, double factor) {
        Calibration calibration = new Calibration(() -> now, () -> now += Math.round(times * Calibration.WORK_NANOS));
        assertThat(calibration.ofComputation()).isEqualTo(factor);
    }

    @Test
    void the_median_of_the_pings_counts_so_that_a_slow_first_one_does_not() {
        assertThat(ofPings(100, 1, 1, 1, 1)).isEqualTo(1);
        assertThat(ofPings(100, 4, 4, 4, 1)).isEqualTo(4);
        assertThat(ofPings(1, 1, 2, 90, 90)).isEqualTo(2);
    }

    private double ofPings(Integer... times) {
        Queue<Integer> next = new ArrayDeque<>(List.of(times));
        Calibration calibration = new Calibration(() -> now, () -> {});
        return calibration.ofPings(() -> now += next.remove() * Calibration.PING_NANOS);
    }
}
