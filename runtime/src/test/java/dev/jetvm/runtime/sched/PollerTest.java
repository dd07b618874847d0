package dev.jetvm.runtime.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The poller alone, with a pipe and a source that counts. Clause: SCHED-18. */
final class PollerTest {

    /** Waits for a number of bytes. */
    private final class Counted implements Poller.Source {
        private final AtomicInteger waits = new AtomicInteger();

        @Override
        public boolean ready() {
            try {
                while (waits.get() > 0 && pipe.source().read(ByteBuffer.allocate(1)) == 1) {
                    waits.decrementAndGet();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return isAwaited();
        }

        @Override
        public boolean isAwaited() {
            return waits.get() > 0;
        }
    }

    private final Poller poller = new Poller();
    private final Counted source = new Counted();
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        pipe.source().close();
        pipe.sink().close();
    }

    private void write(int bytes) throws IOException {
        pipe.sink().write(ByteBuffer.allocate(bytes));
    }

    private void await(int bytes) {
        source.waits.set(bytes);
        poller.await(pipe.source(), SelectionKey.OP_READ, source);
    }

    @Test
    void a_poll_without_waits_does_not_wait() {
        assertThat(poller.poll(Timers.NEVER, () -> true)).isZero();
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void a_channel_counts_until_its_last_wait_has_ended() throws IOException {
        await(2);
        assertThat(poller.poll()).isZero();
        write(1);
        assertThat(poller.poll()).isEqualTo(1);
        assertThat(poller.isPending()).isTrue();
        write(1);
        assertThat(poller.poll()).isEqualTo(1);
        assertThat(poller.isPending()).isFalse();
    }

    @Test
    void a_channel_that_was_ready_before_the_wait_is_found() throws IOException {
        write(1);
        await(1);
        assertThat(poller.poll(Timers.NEVER, () -> true)).isEqualTo(1);
    }

    @Test
    void a_released_channel_does_not_count() throws IOException {
        await(1);
        poller.release(pipe.source(), source);
        assertThat(poller.isPending()).isTrue();
        source.waits.set(0);
        poller.release(pipe.source(), source);
        poller.release(pipe.source(), source);
        assertThat(poller.isPending()).isFalse();
        write(1);
        assertThat(poller.poll()).isZero();
    }

    @Test
    void a_wake_up_directly_before_the_wait_ends_it() {
        await(1);
        assertThat(poller.poll(Timers.NEVER, () -> {
            poller.wakeUp();
            return true;
        })).isZero();
    }

    @Test
    void a_poll_that_shall_not_wait_does_not() {
        await(1);
        assertThat(poller.poll(Timers.NEVER, () -> false)).isZero();
    }

    @Test
    void one_thread_polls_at_a_time_and_a_write_ends_its_wait() throws Exception {
        await(1);
        CountDownLatch polls = new CountDownLatch(1);
        AtomicInteger ready = new AtomicInteger();
        Thread first = Thread.ofPlatform().start(() -> ready.set(poller.poll(Timers.NEVER, () -> {
            polls.countDown();
            return true;
        })));
        polls.await();
        assertThat(poller.poll()).isEqualTo(Poller.BUSY);
        write(1);
        first.join();
        assertThat(ready).hasValue(1);
        assertThat(poller.isPending()).isFalse();
    }
}
