package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 1, 3", "1, 4, 4", "3, 4, 4"})
    void the_larger_of_both_multiplies_the_limits_of_a_pool(long work, long ping, double factor,
            @TempDir Path folder) {
        Queue<Long> durations = new ArrayDeque<>(List.of(work * Calibration.WORK_NANOS));
        durations.addAll(Collections.nCopies(Calibration.PINGS, ping * Calibration.PING_NANOS));
        try (AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad("good", folder)))) {
            assertThat(new Calibration(clock(durations), () -> {}).limit(pool, null)).isEqualTo(factor);
            assertThat(durations).isEmpty();
        }
    }

    @Test
    void nothing_is_measured_if_the_user_sets_the_factor() {
        try (AgentPool pool = AgentPool.start(AgentOptions.of(List.of("/nonexistent/agent")))) {
            assertThat(new Calibration(clock(new ArrayDeque<>()), () -> {}).limit(pool, 2.5)).isEqualTo(2.5);
        }
    }

    /** A clock that is read at the start and at the end of each duration. */
    private LongSupplier clock(Queue<Long> durations) {
        boolean[] running = {true};
        return () -> {
            running[0] = !running[0];
            return running[0] ? now += durations.remove() : now;
        };
    }

    private double ofPings(Integer... times) {
        Queue<Integer> next = new ArrayDeque<>(List.of(times));
        Calibration calibration = new Calibration(() -> now, () -> {});
        return calibration.ofPings(() -> now += next.remove() * Calibration.PING_NANOS);
    }
}
