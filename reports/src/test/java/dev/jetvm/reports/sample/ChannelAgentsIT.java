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
            "select-ignores-the-close, SEL-09, channel-select-close"
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
            "attempt-always-fails, CHAN-02, channel-history-of-attempts"
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
