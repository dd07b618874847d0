package dev.jetvm.vm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An execution that does not terminate in time is abandoned and reported as a finding. */
final class DeadlineTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void whatNeverEndsIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(1), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 1;
        })).isInstanceOf(Deadline.Endless.class);
        never.countDown();
    }

    @Test
    void whatEndsGivesItsResult() {
        assertThat(Deadline.within(LONG, () -> 7)).isEqualTo(7);
    }

    @Test
    void whatIsThrownComesThrough() {
        assertThatThrownBy(() -> Deadline.within(LONG, () -> {
            throw new Trial.Crash("this one");
        })).isInstanceOf(Trial.Crash.class).hasMessage("this one");
        assertThatThrownBy(() -> Deadline.within(LONG, () -> {
            throw new AssertionError("and this");
        })).isInstanceOf(AssertionError.class).hasMessage("and this");
    }
}
