package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two further implementations that share no code with the reference pass all that they announce: a bytecode machine in
 * JavaScript with most of the instructions, and values and images in Python. A fault in one place of either is caught by
 * a case of the clause that it violates.
 */
final class ScriptAgentsIT {

    @Test
    void theMachineInJavaScriptConformsInAllThatItAnnounces() throws IOException, InterruptedException {
        Report report = conforms(machine(), "javascript");
        assertThat(report.count("pass")).as("cases passed").isGreaterThan(2000);
    }

    @Test
    void theAgentInPythonConformsInAllThatItAnnounces() throws IOException, InterruptedException {
        Report report = conforms(python(), "python");
        assertThat(report.count("pass")).as("cases passed").isGreaterThan(1500);
    }

    /** What needs neither natives of {@code jet}, nor tasks, options and signals. */
    @Test
    void theMachineInJavaScriptRunsProgramsAsProcesses() throws IOException, InterruptedException {
        String command = SampleAgent.script("node", "JET_NO_NODE", "javascript/run.js", "{module}", "{args}");
        Path out = SampleAgent.folder("javascript-exec");
        SuiteRun run = SuiteRun.inside(machine(), out, "--exec", command, "-k",
                "start-arguments-*,start-module-*,start-entry-*,start-status-*,start-panic-*,start-abort-told-once,"
                        + "start-abort-recovered-second-in-a-cleanup,start-abort-second-panic-of-a-recovered-one,"
                        + "exit-status-*,exit-handler-*,exit-panics-in-order,exit-after-a-panic,exit-not-after-halt,"
                        + "boot-log-none",
                "--skip", "start-status-of-a-*,start-panic-of-a-task,start-panic-output-before", "--time-scale", "4");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().results()).allSatisfy(result -> assertThat(result.verdict())
                .as("%s: %s", result.id(), result.detail()).isIn("pass", "skipped"));
        assertThat(run.report().count("pass")).as("cases passed").isGreaterThan(50);
    }

    private static Report conforms(String agent, String name) throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.of(agent, SampleAgent.folder(name), "--validate", "--time-scale", "4");
        assertThat(run.status()).as(run.said()).isZero();
        run.requireConforming();
        return run.report();
    }

    /** Each runs only the case that is to catch it: the machine as it should be passes that, as the test above shows. */
    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "overflow-at-64-bits, ISA-12, prog-arithmetic-add-int-overflow",
            "ints-are-doubles, ISA-13, prog-arithmetic-multiply-int-overflow",
            "minus-zero-lost, ISA-15, prog-arithmetic-negate",
            "remainder-of-the-divisor, ISA-14, prog-arithmetic-mod-signs",
            "division-rounds-down, ISA-13, prog-arithmetic-divide-ints",
            "nan-is-greater, ISA-19, prog-comparison-order-of-floats",
            "int-rounded-to-compare, ISA-18, prog-comparison-equal-int-and-float64",
            "strings-by-utf16, ISA-44, prog-comparison-compare-strings-by-scalar-value",
            "floats-as-javascript, ISA-25, prog-constants-float64-limits",
            "and-or-give-bools, ISA-17, prog-logic-and-yields-the-deciding-operand",
            "jump-from-the-instruction, ISA-20, prog-jumps-jump-goes-forward",
            "arguments-reversed, ISA-23, prog-variables-arguments-in-order",
            "globals-defined-late, ISA-10, prog-variables-define-and-get-global",
            "set-global-defines, ISA-09, prog-variables-set-global-undefined",
            "constant-index-of-8-bits, ISA-04, prog-constants-many-constants",
            "recursion-without-limit, INTERP-06, prog-calls-endless-recursion-stack-overflow",
            "slots-not-cleared, INTERP-05, prog-variables-locals-of-an-earlier-call-are-not-seen",
            "tail-call-keeps-the-frame, ISA-39, prog-calls-tail-calls-need-no-frames",
            "trace-one-instruction-late, DBG-04, prog-calls-line-of-a-call-before-another-line-type",
            "map-is-a-javascript-object, ISA-42, prog-aggregates-map-keeps-the-order",
            "assigned-key-comes-last, ISA-42, prog-aggregates-map-keeps-the-order",
            "int-and-float-are-one-key, ISA-42, prog-aggregates-map-keys-int-and-float-are-two",
            "missing-key-is-nil, ISA-29, prog-aggregates-map-get-key",
            "negative-index-from-the-end, ISA-29, prog-aggregates-get-index-negative-bounds",
            "small-elements-wrap, ISA-29, prog-aggregates-set-small-element-int-overflow",
            "strings-indexed-by-utf16, ISA-29, prog-aggregates-get-index-of-string",
            "lengths-by-utf16, ISA-40, prog-aggregates-length",
            "slice-copies-the-elements, ISA-41, prog-aggregates-slice-of-array",
            "slice-of-slice-from-the-start, ISA-41, prog-aggregates-slice-of-slice",
            "copy-goes-forward, ISA-41, prog-aggregates-array-copy-overlaps",
            "closure-copies-its-variables, ISA-11, prog-closures-sees-later-assignments",
            "loop-shares-its-variable, ISA-31b, prog-closures-close-locals-each-turn",
            "recover-leaves-the-operands, ISA-46, prog-unwinding-recover-drops-the-operands-above",
            "recover-stays-installed, ISA-46, prog-unwinding-recover-once-user",
            "recover-restores-the-slots, ISA-46, prog-unwinding-locals-keep-what-was-assigned",
            "recover-runs-every-cleanup, ISA-46, prog-unwinding-cleanups-inside-the-protected-part",
            "recover-forgets-older-cleanups, ISA-46, prog-unwinding-cleanups-inside-the-protected-part",
            "panic-value-is-its-text, ISA-46, prog-unwinding-panic-value-keeps-its-identity",
            "stack-overflow-ends-the-run, INTERP-06, prog-calls-stack-overflow-can-be-recovered",
            "cleanups-have-no-reserve, INTERP-06, prog-unwinding-cleanups-after-a-stack-overflow-have-a-reserve",
            "second-panic-is-recovered, ISA-47, prog-unwinding-second-panic-bounds",
            "second-panic-runs-further-cleanups, ISA-47, prog-unwinding-no-cleanup-after-a-second-panic-bounds",
            "recovering-loses-the-pending-panic, ISA-47, prog-unwinding-recover-in-a-cleanup",
            "ended-parts-recover, PANIC-10, prog-unwinding-a-part-that-was-ended-recovers-nothing-user",
            "panicking-for-ever, PANIC-11, prog-unwinding-a-thousand-panics-with-cleanups",
            "value-of-the-first-panic, PANIC-01, prog-unwinding-panic-info",
            "trace-of-the-end, PANIC-03, prog-unwinding-the-trace-is-that-of-the-panic-user",
            "message-made-for-the-handler, UNW-02, prog-unwinding-the-message-is-that-of-the-panic",
            "cleanups-oldest-first, ISA-47, prog-unwinding-cleanups-last-first",
            "cleanup-runs-again-after-its-panic, ISA-47, prog-unwinding-panic-in-a-cleanup-user",
            "cleanup-gives-the-result, ISA-47, prog-unwinding-cleanup-result-is-dropped",
            "return-runs-no-cleanups, ISA-47, prog-unwinding-cleanup-on-return",
            "tail-call-runs-no-cleanups, ISA-47, prog-unwinding-cleanup-on-tail-call",
            "outermost-handler-wins, EFF-02, prog-effects-the-innermost-handler",
            "every-effect-comes-last, EFF-02, prog-effects-every-effect-behind-a-named-one",
            "names-without-case, EFF-02, prog-effects-names-are-exact",
            "handler-sees-its-own-clause, EFF-08, prog-effects-a-clause-is-outside-of-its-handler",
            "handlers-are-gone-when-resumed, EFF-08, prog-effects-performs-again-after-the-resumption",
            "handlers-stay-after-a-recovered-panic, ISA-62, prog-effects-handlers-of-a-protected-part",
            "abort-leaves-handlers-installed, EFF-06, prog-effects-handlers-are-gone-after-an-abort",
            "continuations-are-resumed-twice, EFF-07, prog-effects-resume-while-the-first-resume-runs",
            "slots-are-not-resumed, EFF-05, prog-effects-slots-are-as-they-were",
            "operands-are-not-resumed, EFF-05, prog-effects-slots-are-as-they-were",
            "cleanups-when-an-effect-is-performed, EFF-05, prog-effects-cleanups-are-as-they-were",
            "tail-resume-keeps-its-frame, EFF-17, prog-effects-forwarding-in-constant-space",
            "tail-resume-runs-no-cleanups, ISA-63, prog-effects-tail-resume-runs-cleanups",
            "panic-stops-at-the-resumed-frames, EFF-20, prog-effects-a-panic-in-resumed-frames",
            "clause-that-returns-unwinds-nothing, EFF-06, prog-effects-a-clause-that-returns",
            "abandoned-clause-unwinds-nothing, EFF-06, prog-effects-a-clause-performs-and-is-not-resumed",
            "abort-is-recovered, EFF-06, prog-effects-an-abort-is-no-panic",
            "effect-loses-the-pending-panic, EFF-16, prog-effects-a-panic-that-is-under-way-is-kept",
            "abort-swallows-a-panic, EFF-16, prog-effects-an-abort-during-a-panic",
            "abort-loses-to-a-panic-that-is-recovered, EFF-16, prog-effects-an-abort-beyond-a-protected-part",
            "handler-registered-once, EXIT-01, prog-shutdown-a-function-registered-twice",
            "handler-checked-when-called, EXIT-01, prog-shutdown-register-with-parameters-arity",
            "priorities-descend, EXIT-02, prog-shutdown-handlers-by-priority",
            "priorities-of-32-bits, EXIT-02, prog-shutdown-handlers-by-priority",
            "oldest-of-equal-priority-first, EXIT-02, prog-shutdown-handlers-of-equal-priority",
            "no-handler-once-they-run, EXIT-03, prog-shutdown-a-handler-registers-a-later-one",
            "late-handler-comes-last, EXIT-03, prog-shutdown-a-handler-registers-an-earlier-one",
            "handler-is-called-again-after-its-panic, EXIT-03, prog-shutdown-two-handlers-panic-division-by-zero",
            "panic-of-a-handler-stops-the-others, EXIT-03, prog-shutdown-a-handler-panics-user",
            "panic-of-a-handler-is-lost, EXIT-03, prog-shutdown-a-handler-panics-user",
            "panic-of-a-handler-hides-that-of-the-program, EXIT-03, "
                    + "prog-shutdown-a-panic-of-the-program-before-one-of-a-handler-division-by-zero",
            "handler-gives-the-result, EXIT-03, prog-shutdown-a-panic-that-a-handler-recovers",
            "handlers-after-halt, EXIT-07, prog-shutdown-no-handler-after-halt",
            "handlers-after-a-second-panic, EXIT-07, prog-shutdown-no-handler-after-a-double-panic-user",
            "no-handlers-after-a-panic, EXIT-07, prog-shutdown-handlers-after-cleanups-of-a-panic-user",
            "exit-is-recovered, EXIT-14, prog-shutdown-exit-is-not-recovered",
            "exit-runs-no-cleanups, EXIT-14, prog-shutdown-exit-ends-the-run",
            "exit-ends-a-cleanup, EXIT-14, prog-shutdown-exit-in-a-cleanup-of-a-panic-user",
            "exit-hides-a-panic, EXIT-14, prog-shutdown-a-panic-after-exit-user",
            "last-exit-counts, EXIT-14, prog-shutdown-the-first-exit-counts",
            "exit-in-a-handler-counts, EXIT-14, prog-shutdown-exit-in-a-handler",
            "exit-in-a-handler-ends-all, EXIT-14, prog-shutdown-exit-in-handlers-after-exit",
            "exit-in-a-handler-does-nothing, EXIT-14, prog-shutdown-exit-in-a-handler"
    })
    void aFaultOfTheMachineIsCaughtByACaseOfItsClause(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        CaseResult result = SuiteRun.failed(machine("--wrong", variant), "javascript-" + variant, caught);
        assertThat(result.verdict()).as(result.detail()).isEqualTo("fail");
        assertThat(result.rules()).contains(clause);
    }

    /** Values, words of both profiles, headers, layouts, strings, deques and channels: {@code README.adoc} of the agent says what is wrong. */
    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "wrapping-saturates, VAL-05c, val-wrap-add-max-plus-one",
            "division-rounds-down, VAL-05b, val-div-min-max",
            "remainder-of-the-divisor, VAL-05d, val-float32-rem-minus",
            "minus-zero-lost, VAL-05d, val-float-neg-64-zero",
            "bytes-reversed, VAL-18a, struct-write-mixed-c",
            "small-ints-unsigned, VAL-18b, val-load-i8-minus-one",
            "hint-ignored, VAL-11, val-float64-ref-decode-lowest",
            "nan-payload-kept, NAN-04, nan-decode-nan-last-before-objects",
            "nan-ints-unsigned, NAN-02, nan-decode-int-minus-one",
            "infinity-is-tagged, NAN-01, nan-decode-float64-infinity",
            "header-counts-itself, STRUCT-12, struct-write-default",
            "strong-count-wraps, HDR-06, hdr-saturate-strong-retain",
            "whitening-unpins, HDR-10, hdr-white-from-black-pinned",
            "fields-unsorted, STRUCT-02, struct-all-classes",
            "gaps-unused, STRUCT-10, struct-back-fill-exact",
            "stride-is-the-size, ARR-02, array-stride-3-4",
            "columns-close, PERF-02, soa-declaration-order",
            "growth-from-4, ARR-09, array-grow-0",
            "slice-of-slice-from-the-start, ARR-06, slice-of-slice-tail",
            "chars-by-utf16, STR-02, string-chars-eight-bytes-two-chars",
            "hash-multiplied-first, STR-04, string-hash-foobar",
            "hash-may-be-zero, STR-03, string-hash-zero-hash-4vjivjb",
            "inline-to-22, STR-06, string-form-23-bytes",
            "word-to-6, STR-05, string-word-sevenby",
            "owner-sees-a-queue, DEQ-02, deque-owner-sees-a-stack",
            "thieves-see-a-stack, DEQ-02, deque-thieves-see-a-queue",
            "indices-without-a-sign, DEQ-04, deque-first-operation-is-pop",
            "empty-pop-keeps-the-bottom, DEQ-04, deque-first-operation-is-pop",
            "full-deque-seems-empty, DEQ-07, deque-growth-64-stolen",
            "growth-comes-one-late, DEQ-07, deque-growth-65-stolen",
            "growth-starts-at-the-first-slot, DEQ-07, deque-growth-across-the-end",
            "array-is-published-before-it-is-filled, DEQ-07, deque-race-with-growth",
            "indices-of-16-bits, DEQ-08, deque-churn-a-million-stolen",
            "last-element-without-a-claim, DEQ-05, deque-race-for-the-last-element",
            "lost-race-is-empty, DEQ-06, deque-race-of-thieves",
            "empty-is-contended, DEQ-06, deque-race-with-an-empty-deque",
            "steal-without-a-claim, DEQ-03, deque-race-of-thieves-empty-or-contended",
            "slot-is-read-after-the-claim, DEQ-03, deque-race-with-growth",
            "steal-gives-up, DEQ-02, deque-race-of-thieves-empty-or-contended",
            "history-keeps-no-order, CONF-24, deque-history-of-one-thread",
            "channel-is-a-stack, CHAN-08, channel-history-of-a-buffer",
            "close-drops-the-buffer, CHAN-11, channel-history-of-a-close",
            "close-twice-succeeds, CHAN-12, channel-history-of-a-close",
            "send-to-closed-succeeds, CHAN-06, channel-history-of-a-close",
            "capacity-is-one-more, CHAN-07, channel-history-of-attempts",
            "full-with-room, CHAN-02, channel-history-of-attempts",
            "empty-with-a-value, CHAN-02, channel-history-of-attempts",
            "two-sends-one-wake-up, CHAN-09, channel-race-buffer-of-one",
            "closed-sender-waits, CHAN-10, channel-race-close-while-senders-wait",
            "value-received-twice, CHAN-15, channel-race-buffer-of-ten",
            "select-prefers-the-first, SEL-03, prop-select-fairness",
            "select-send-never-fires, SEL-02, channel-select-of-one-thread",
            "default-although-possible, SEL-04, channel-select-of-one-thread",
            "select-takes-two, SEL-06, channel-select-race-of-receives",
            "select-waits-for-the-first-only, SEL-05, channel-select-race-of-receives",
            "select-says-another-case, SEL-02, channel-select-of-one-thread",
            "decided-select-takes-the-wake-up, SEL-07, channel-select-race-of-receives",
            "select-ignores-the-close, SEL-09, channel-select-close",
            "select-meets-itself, SEL-11, channel-select-of-one-thread",
            "rendezvous-sender-returns-early, CHAN-01, channel-race-rendezvous",
            "last-value-lost-at-close, CHAN-05, channel-race-close-behind-values",
            "effect-clause-sees-its-handler, EFF-08, effect-clause-is-outside",
            "effect-handlers-are-gone-when-resumed, EFF-05, effect-deep",
            "effect-abort-runs-no-cleanups, EFF-06, effect-cleanups-of-an-abort",
            "effect-abort-before-the-cleanups-of-its-clause, EFF-06, effect-cleanups-of-an-abort",
            "effect-resumed-twice, EFF-07, effect-second-resume-continuation-consumed",
            "effect-in-a-cleanup-of-an-abort-ends-it, EFF-16, effect-in-a-cleanup-of-an-abort",
            "effect-panic-of-resumed-frames-ends-the-run, EFF-20, effect-panic-of-resumed-frames",
            "effect-recovery-in-a-cleanup-loses-the-panic, ISA-47, effect-recover-in-a-cleanup",
            "effect-second-panic-is-recovered, ISA-47, effect-panic-in-a-cleanup-of-a-panic-user",
            "effect-tail-resumption-is-a-call, EFF-17, effect-repeated",
            "effect-tail-resumption-before-the-cleanups, ISA-63, effect-tail-cleanup",
            "effect-drop-forgets, EFF-14, effect-drop",
            "effect-unhandled-ends-the-run, EFF-03, effect-unhandled-is-recovered",
            "effect-abort-is-recovered, EFF-06, effect-panic-of-a-clause",
            "effect-cleanups-oldest-first, UNW-06, effect-cleanups-of-an-abort",
            "effect-abort-loses-a-panic-under-way, EFF-16, effect-abort-in-a-cleanup-of-a-panic",
            "ticket-newest-first, CHAN-14, feat-channel-senders-in-order",
            "ticket-cancelled-receiver-takes, SEL-07, feat-channel-cancel-receiver-1",
            "ticket-cancelled-sender-delivers, SEL-07, feat-channel-cancel-only-sender",
            "ticket-cancel-withdraws-one-case, SEL-07, feat-select-cancelled",
            "ticket-cancel-moves-the-newest, SEL-07, feat-channel-cancel-keeps-order-1",
            "ticket-cancel-forgets-the-result, CHAN-26, channel-ticket-cancelled-unknown-handle",
            "ticket-awaited-once, CHAN-26, channel-ticket-awaited-again",
            "ticket-for-every-operation, CHAN-26, channel-ticket-of-an-ended-operation-unknown-handle",
            "ticket-survives-the-reset, CHAN-26, channel-ticket-reset-unknown-handle",
            "ticket-close-drops-values, CHAN-11, feat-channel-close-keeps-values",
            "ticket-close-wakes-one, CHAN-10, feat-channel-close-wakes-1",
            "ticket-close-twice-succeeds, CHAN-12, feat-channel-closed-1",
            "ticket-closed-receive-leaves-values, CHAN-11, feat-channel-close-length",
            "ticket-send-to-closed-succeeds, CHAN-06, feat-channel-closed-1",
            "ticket-closed-sender-succeeds, CHAN-10, feat-channel-close-keeps-values",
            "ticket-result-lost-at-close, CHAN-05, feat-channel-close-after-match",
            "ticket-room-stays-free, CHAN-09, feat-channel-buffer-of-one",
            "ticket-try-send-needs-room, CHAN-02, feat-channel-try-unbuffered",
            "ticket-length-counts-senders, CHAN-20, feat-channel-length",
            "ticket-select-counts-once, CHAN-21, feat-select-same-channel-twice",
            "ticket-select-stays-registered, SEL-07, feat-select-one-case",
            "ticket-selects-never-meet, SEL-11, feat-select-against-select",
            "ticket-select-says-another-case, SEL-02, feat-select-ready-receive-1",
            "ticket-select-sends-one-value, SEL-01, channel-ticket-select-values",
            "ticket-select-ignores-close, SEL-09, feat-select-closed-while-waiting-1",
            "ticket-select-closes-too-early, SEL-14, feat-select-closed-with-value"
    })
    void aFaultOfTheAgentInPythonIsAWrongResultInACaseOfItsClause(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        CaseResult result = SuiteRun.failed(python("--wrong", variant), "python-" + variant, caught);
        assertThat(result.verdict()).as(result.detail()).isEqualTo("fail");
        // "accepted" is what a negative case says of an operation that had to be refused.
        assertThat(result.failure()).as(result.detail()).isIn("wrong-result", "accepted");
        assertThat(result.rules()).contains(clause);
    }

    /** A deque with one word for an empty deque and a lost race passes, and each place of the report says how it was judged. */
    @Test
    void aDequeThatCannotTellALostRaceIsJudgedByAWeakerModel() throws IOException, InterruptedException {
        Path out = SampleAgent.folder("python-merged");
        SuiteRun run = SuiteRun.inside(python("--merged"), out, "-k", "deque-*", "--format", "html");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().failures()).as(run.said()).isEmpty();
        assertThat(run.said())
                .containsPattern("Weaker verdicts: histories of [0-9]+ cases were judged by a weaker model: "
                        + "deque.contended is not announced, so an empty steal may be a lost race");
        assertThat(run.report().weaker()).containsOnlyKeys("deque.contended");
        assertThat(run.report().results()).filteredOn(result -> result.id().equals("deque-race-of-thieves"))
                .singleElement().extracting(CaseResult::verdict).isEqualTo("unsupported");
        assertThat(Files.readString(out.resolve("index.html"))).contains("\"weaker\":{\"deque.contended\":");
        assertThat(SuiteRun.said("doctor", "--impl", python("--merged")))
                .contains("histories of deque.workload are judged by a weaker model");
        assertThat(SuiteRun.said("doctor", "--impl", python())).doesNotContain("weaker model");
    }

    /** The weaker model excuses a lost race and nothing else. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"steal-without-a-claim, deque-race-of-thieves-empty-or-contended, a value was taken twice",
            "last-element-without-a-claim, deque-race-for-the-last-element, a value was taken twice",
            "steal-gives-up, deque-race-of-thieves-empty-or-contended, the deque was not empty at any moment of the operation"})
    void theWeakerModelFindsTheOtherFaults(String variant, String caught, String why)
            throws IOException, InterruptedException {
        CaseResult result = SuiteRun.failed(python("--merged", "--wrong", variant), "python-merged-" + variant, caught);
        assertThat(result.failure()).as(result.detail()).isEqualTo("wrong-result");
        assertThat(result.detail()).contains(why);
        assertThat(result.leftOut()).contains("deque.contended");
    }

    /** The report of a race that went wrong has what {@code jet check-history} says of such a history. */
    @Test
    void aWrongHistoryIsExplainedInTheReport() throws IOException, InterruptedException {
        Path out = SampleAgent.folder("python-explained");
        SuiteRun run = SuiteRun.inside(python("--wrong", "steal-without-a-claim"), out, "-k",
                "deque-race-of-thieves-empty-or-contended", "--format", "html");
        assertThat(run.said()).contains("the next answer fits no order:", "A part that fails by itself");
        CaseResult result = run.report().results().stream().filter(CaseResult::failed).findFirst().orElseThrow();
        Failure failure = result.explanation().orElseThrow();
        assertThat(failure.culprit()).as(run.said()).isPresent();
        assertThat(failure.shrunk()).hasSizeLessThanOrEqualTo(12);
        String page = Files.readString(out.resolve("index.html"));
        String history = page.substring(page.indexOf("<template data-history=\"" + result.id()));
        assertThat(history.substring(0, history.indexOf("</template>"))).contains("What does not fit",
                "A part that fails by itself", "The longest linearizable prefix", "<svg class=\"lanes\"",
                "lane-culprit");
    }

    /** The cases need different profiles, and the agent keeps the first one that it is given: whichever is second fails. */
    @Test
    void aFailureThatDependsOnTheCasesBeforeSaysSo() throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside(python("--wrong", "first-profile-stays"), SampleAgent.folder("python-profile"),
                "-k", "nan-canonical-infinities@nan,val-small-string-allocates-nothing-seven", "-j", "1",
                "--budget-factor", "1");
        assertThat(run.status()).as(run.said()).isEqualTo(1);
        assertThat(run.report().results()).filteredOn(CaseResult::failed).singleElement().satisfies(result -> {
            assertThat(result.verdict()).isEqualTo("fail");
            assertThat(result.attempts()).isEqualTo(2);
            assertThat(result.detail()).matches(
                    "failed after other cases, passes alone: state is left over from (nan|val)-[^ ]+ or an earlier case, or it fails in some runs only \\(try --repeat\\); .*");
        });
    }

    @Test
    void aFailureThatIsThereAloneHasTheSameSentence() throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside(python("--wrong", "hash-may-be-zero"), SampleAgent.folder("python-alone"), "-k",
                "string-hash-zero-hash-*", "-j", "1", "--budget-factor", "2");
        assertThat(run.report().results()).filteredOn(CaseResult::failed).hasSize(2)
                .allSatisfy(result -> assertThat(result.detail()).doesNotContain("alone"))
                .extracting(CaseResult::attempts).as("the first one's process was fresh")
                .containsExactlyInAnyOrder(1, 2);
        assertThat(run.report().run().budgetFactor()).isEqualTo(2);
        assertThat(run.said()).contains("Time budgets were multiplied by 2.0");
    }

    private static String python(String... arguments) throws IOException, InterruptedException {
        return SampleAgent.script("python3", "JET_NO_PYTHON", "python/agent.py", arguments);
    }

    private static String machine(String... arguments) throws IOException, InterruptedException {
        return SampleAgent.script("node", "JET_NO_NODE", "javascript/agent.js", arguments);
    }
}
