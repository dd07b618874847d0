package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Channels that are not ours: those of Go and the queues of {@code java.util.concurrent} pass all that their agents announce, and
 * an agent that is wrong in one place is caught by a case of the clause that it violates.
 */
final class ChannelAgentsIT {

    @Test
    void theChannelsOfGoConform() throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.of(go(), SampleAgent.folder("go"), "--validate", "--time-scale", "4", "--effort", "1");
        assertThat(run.status()).as(run.said()).isZero();
        run.requireConforming();
        assertThat(run.report().results()).filteredOn(result -> result.id().startsWith("channel-"))
                .hasSizeGreaterThan(25)
                .extracting(CaseResult::verdict).containsOnly("pass");
    }

    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "sender-returns-early, CHAN-01, channel-send-without-a-receiver-waits",
            "one-more-than-the-capacity, CHAN-07, channel-history-of-attempts",
            "close-drops-the-buffer, CHAN-11, channel-history-of-a-close",
            "stack-instead-of-queue, CHAN-08, channel-history-of-a-buffer",
            "value-lost, CHAN-15, channel-race-buffer-of-ten",
            "value-twice, CHAN-15, channel-race-buffer-of-one",
            "both-closes-succeed, CHAN-12, channel-race-of-closes",
            "send-to-closed-succeeds, CHAN-06, channel-history-of-a-close",
            "full-with-room, CHAN-02, channel-history-of-attempts",
            "empty-with-a-value, CHAN-02, channel-history-of-attempts",
            "wake-up-lost, CHAN-09, channel-race-buffer-of-one",
            "closed-receiver-waits, CHAN-10, channel-race-close-while-receivers-wait",
            "receive-of-zero, CHAN-11, channel-history-of-a-close",
            "select-prefers-the-first, SEL-03, prop-select-fairness",
            "select-send-never-fires, SEL-02, channel-select-of-one-thread",
            "default-although-possible, SEL-04, channel-select-of-one-thread",
            "select-takes-two, SEL-06, channel-select-race-of-receives",
            "select-waits-for-the-first-only, SEL-05, channel-select-race-of-receives",
            "select-says-another-case, SEL-02, channel-select-of-one-thread",
            "select-ignores-the-close, SEL-09, channel-select-close",
            "ticket-newest-waiter-first, CHAN-14, feat-channel-receivers-in-order-1",
            "ticket-receives-share-a-place, CHAN-15, channel-ticket-many-receivers",
            "ticket-await-only-once, CHAN-26, channel-ticket-awaited-again",
            "ticket-cancel-leaves-the-wait, SEL-07, feat-channel-cancel-only-sender",
            "ticket-cancel-always-succeeds, CHAN-26, channel-ticket-cancelled-unknown-handle",
            "ticket-attempt-without-a-meeting, CHAN-02, feat-channel-try-unbuffered",
            "ticket-close-accepts-the-waiting-send, CHAN-10, feat-channel-close-wakes-1",
            "ticket-full-drops-the-oldest, CHAN-09, feat-channel-buffer-of-one",
            "ticket-length-counts-the-waiting, CHAN-20, feat-channel-length",
            "ticket-select-counts-receives-first, SEL-02, feat-select-mixed-receive",
            "ticket-select-leaves-its-cases, SEL-07, feat-select-one-case"
    })
    void aFaultOfTheAgentInGoIsCaughtByACaseOfItsClause(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        requireCaught(go("--wrong", variant), "go-" + variant, clause, caught);
    }

    /** They cannot be closed, so the cases with a close are left out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--transfer"})
    void theQueuesOfJavaConform(String form) throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.of(java(form), SampleAgent.folder("java" + form), "--validate", "--time-scale", "4",
                "--effort", "1");
        assertThat(run.status()).as(run.said()).isZero();
        run.requireConforming();
        assertThat(run.report().results()).filteredOn(result -> result.id().startsWith("channel-race-")
                && result.verdict().equals("pass")).hasSizeGreaterThan(5);
        assertThat(run.report().results()).filteredOn(result -> result.id().equals("channel-race-of-closes"))
                .extracting(CaseResult::verdict).containsOnly("unsupported");
    }

    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "sender-does-not-wait, CHAN-01, channel-send-without-a-receiver-waits",
            "one-place-more, CHAN-07, channel-history-of-attempts",
            "newest-first, CHAN-08, channel-history-of-a-buffer",
            "drops-when-full, CHAN-15, channel-race-buffer-of-one",
            "unbounded, CHAN-07, channel-race-buffer-of-ten",
            "timed-receive, CHAN-09, channel-receive-without-a-sender-waits",
            "value-of-another-receive, CHAN-15, channel-race-buffer-of-ten",
            "attempt-always-fails, CHAN-02, channel-history-of-attempts",
            "ticket-unfair-meeting, CHAN-14, feat-channel-senders-in-order",
            "ticket-room-instead-of-length, CHAN-20, feat-channel-length",
            "ticket-attempt-looks-for-room, CHAN-02, feat-channel-try-unbuffered",
            "ticket-cancelled-receive-takes, SEL-07, feat-channel-cancel-receiver-1",
            "ticket-full-drops-the-oldest, CHAN-09, feat-channel-buffer-of-one"
    })
    void aFaultOfTheAgentInJavaIsCaughtByACaseOfItsClause(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        requireCaught(java("--wrong", variant), "java-" + variant, clause, caught);
    }

    private static void requireCaught(String agent, String folder, String clause, String caught) throws IOException {
        CaseResult result = SuiteRun.failed(agent, folder, caught);
        assertThat(result.verdict()).as(result.detail()).isEqualTo("fail");
        assertThat(result.failure()).as(result.detail()).isEqualTo("wrong-result");
        assertThat(result.rules()).contains(clause);
    }

    private static String go(String... arguments) throws IOException, InterruptedException {
        return "'%s' %s".formatted(SampleAgent.buildGo(), String.join(" ", arguments)).strip();
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' Agent %s".formatted(SampleAgent.java("java"),
                SampleAgent.buildJava(), String.join(" ", arguments)).strip();
    }
}
