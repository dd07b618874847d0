package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jetvm.conformance.session.CaseRun.Exchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts between a pipe and a case. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsTest {
    private final LineQueue queue = new LineQueue();

    @Test
    void lines_are_cut_wherever_the_chunks_end() throws Exception {
        read(new ByteArrayInputStream(bytes("one\n\nthree\nfour")), 100);
        assertThat(take()).isEqualTo("one");
        assertThat(take()).isEmpty();
        assertThat(take()).isEqualTo("three");
        assertThat(take()).isNull();
        assertThat(queue.end()).isEqualTo(LineQueue.End.CLOSED);
        assertThat(new String(queue.rest(), StandardCharsets.UTF_8)).isEqualTo("four");
    }

    @Test
    void a_line_may_have_the_limit_and_not_a_byte_more() throws Exception {
        read(new ByteArrayInputStream(bytes("x".repeat(10) + "\n" + "y".repeat(11) + "\n")), 10);
        assertThat(take()).isEqualTo("x".repeat(10));
        assertThat(take()).isNull();
        assertThat(queue.end()).isEqualTo(LineQueue.End.TOO_LONG);
    }

    @Test
    void an_endless_line_is_not_read_to_its_end() {
        AtomicInteger given = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                given.incrementAndGet();
                return 'x';
            }
        };
        read(endless, 1 << 20);
        assertThat(queue.end()).isEqualTo(LineQueue.End.TOO_LONG);
        assertThat(given.get()).isLessThan(2 << 20);
    }

    @Test
    void a_reader_that_is_far_ahead_waits() throws Exception {
        String flood = "line\n".repeat(100_000);
        Thread reader = new Thread(() -> read(new ByteArrayInputStream(bytes(flood)), 100));
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        int waiting = 0;
        while (take() != null && waiting < 50_000) {
            waiting++;
        }
        assertThat(waiting).isEqualTo(50_000);
        queue.abandon();
        reader.join(5_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void of_standard_error_the_last_8_kib_are_kept() {
        StderrTail tail = new StderrTail(InputStream.nullInputStream());
        append(tail, "before");
        long mark = tail.position();
        append(tail, "the case");
        assertThat(tail.since(mark)).isEqualTo("the case");
        append(tail, "x".repeat(10_000) + "end");
        assertThat(tail.since(mark)).startsWith("[... 1819 bytes before]\n").endsWith("xend").hasSize(8192 + 24);
        assertThat(tail.since(tail.position())).isEmpty();
    }

    @Test
    void exit_statuses_read_as_people_say_them() {
        assertThat(ExitStatus.describe(3)).isEqualTo("with status 3");
        assertThat(ExitStatus.describe(139)).isEqualTo("by signal 11 (SIGSEGV, status 139)");
    }

    @Test
    void budgets_scale() {
        Budgets slow = Budgets.DEFAULT.scaled(2.5);
        assertThat(slow.start()).isEqualTo(Duration.ofSeconds(25));
        assertThat(slow.quiet()).isEqualTo(Duration.ofMillis(500));
        assertThat(Budgets.DEFAULT.scaled(1e-9).reply()).isEqualTo(Duration.ofMillis(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Budgets.DEFAULT.scaled(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Budgets.DEFAULT.scaled(Double.NaN));
    }

    @Test
    void a_transcript_shows_the_last_and_keeps_what_a_rerun_needs() {
        Transcript transcript = new Transcript();
        for (int i = 1; i <= 100; i++) {
            transcript.sending(new Prepared("ping", bytes("line " + i + "\n"), i));
            transcript.received(bytes("answer " + i));
        }
        assertThat(transcript.exchanges()).hasSize(Transcript.SHOWN);
        assertThat(transcript.exchanges().getLast().sent()).isEqualTo("line 100");
        assertThat(transcript.exchanges().getLast().received()).isEqualTo("answer 100");
        assertThat(transcript.sent()).hasSize(100);
        transcript.focus();
        assertThat(transcript.exchanges()).as("nothing new was said").hasSize(Transcript.SHOWN);
        transcript.sending(new Prepared("ping", bytes("anew\n"), 100));
        transcript.sending(new Prepared("ping", bytes("and on\n"), 100));
        assertThat(transcript.exchanges()).extracting(Exchange::sent).containsExactly("anew", "and on");
        assertThat(transcript.sent()).as("a rerun needs all").hasSize(102);
        transcript.sending(new Prepared("big", new byte[(int) Transcript.REPLAYED], 101));
        assertThat(transcript.complete()).isFalse();
        assertThat(transcript.sent()).hasSize(1);
        assertThat(transcript.exchanges().getLast().sent()).hasSizeLessThan(Transcript.LINE + 40);
    }

    private void read(InputStream in, int maxLine) {
        new LineReader(in, queue, maxLine, () -> {}).run();
    }

    private @Nullable String take() throws InterruptedException {
        byte[] line = queue.take(System.nanoTime() + 5_000_000_000L, 0);
        return line == null ? null : new String(line, StandardCharsets.UTF_8);
    }

    private static void append(StderrTail tail, String text) {
        tail.append(bytes(text), text.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
