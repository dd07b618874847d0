package dev.jetvm.conformance.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Samples.Sample;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** The checker is compared with the definition of linearizability, and its parts with each other. */
final class CheckerProps {
    private static final Limits LIMITS = new Limits(16L << 20, Duration.ofMinutes(1));

    @Provide
    Arbitrary<Sample> models() {
        return Arbitraries.of(Samples.MODELS);
    }

    @Property(tries = 4000)
    @Label("the search and the faster algorithms say what brute force says")
    void agreesWithBruteForce(@ForAll("models") Sample sample, @ForAll @IntRange(min = 1, max = 8) int operations,
            @ForAll @IntRange(max = 3) int faults, @ForAll boolean distinct, @ForAll long seed) {
        agrees(sample.model(), sample.name(), operations, faults, distinct, seed);
    }

    private static <S> void agrees(Model<S> general, String name, int operations, int faults, boolean distinct,
            long seed) {
        List<Operation> history = Samples.history(general, name, operations, faults, distinct, seed);
        Model<S> model = general.forHistory(history);
        boolean expected = BruteForce.linearizable(model, history);
        Statistics.label(name).collect(expected);
        Verdict verdict = expected ? Verdict.LINEARIZABLE : Verdict.NOT_LINEARIZABLE;
        assertThat(Checker.within(LIMITS).searching().check(history, model).verdict()).as("search of %s", history)
                .isEqualTo(verdict);
        assertThat(Checker.within(LIMITS).check(history, model).verdict()).as("check of %s", history)
                .isEqualTo(verdict);
        if (faults == 0) {
            assertThat(expected).as("a correct structure made %s", history).isTrue();
        }
    }

    @Property(tries = 1000)
    @Label("the faster algorithms agree with the search on longer histories of different values")
    void fastPathsAgreeWithTheSearch(@ForAll boolean queue, @ForAll @IntRange(min = 1, max = 40) int operations,
            @ForAll @IntRange(max = 3) int faults, @ForAll long seed) {
        Model<?> model = queue ? ListModel.queue(Integer.MAX_VALUE) : new ChannelModel(0);
        fastPathAgrees(model, queue ? "queue" : "channel", operations, faults, seed);
    }

    private static <S> void fastPathAgrees(Model<S> model, String name, int operations, int faults, long seed) {
        List<Operation> history = Samples.history(model, name, operations, faults, true, seed);
        Decision<S> fast = new Decision<>(model, new Meter(LIMITS), true);
        Search.Outcome outcome = fast.decide(history);
        Assume.that(outcome != Search.Outcome.STOPPED);
        Statistics.label(name).collect(outcome, fast.fast() == 1 ? "fast" : "search");
        Search.Outcome searched = new Decision<>(model, new Meter(LIMITS), false).decide(history);
        // A queue with many operations at a time is what the faster algorithm is for.
        assertThat(searched).as("%s", history).isIn(outcome, Search.Outcome.STOPPED);
    }

    @Property(tries = 1000)
    @Label("the explanation: a longest prefix, answers that fit, and a smaller history that fails")
    void failuresAreExplained(@ForAll("models") Sample sample, @ForAll @IntRange(min = 2, max = 7) int operations,
            @ForAll @IntRange(min = 1, max = 2) int faults, @ForAll boolean distinct, @ForAll long seed) {
        explains(sample.model(), sample.name(), operations, faults, distinct, seed);
    }

    private static <S> void explains(Model<S> general, String name, int operations, int faults, boolean distinct,
            long seed) {
        List<Operation> history = Samples.history(general, name, operations, faults, distinct, seed);
        Model<S> model = general.forHistory(history);
        Judgement judgement = Checker.within(LIMITS).check(history, model);
        if (judgement.verdict() == Verdict.LINEARIZABLE) {
            return;
        }
        Failure failure = judgement.failure().orElseThrow();
        Operation culprit = failure.culprit().orElseThrow();
        assertThat(BruteForce.linearizable(model, failure.prefix())).as("prefix of %s", history).isTrue();
        List<Operation> longer = failure.prefix().stream()
                .map(each -> each.index() == culprit.index() ? culprit : each).toList();
        assertThat(BruteForce.linearizable(model, longer)).as("%s in %s", culprit, history).isFalse();
        assertThat(BruteForce.linearizable(model, failure.shrunk())).as("shrunk from %s", history).isFalse();
        assertThat(failure.answers()).as("answers in %s", history).doesNotContain(culprit.answer());
    }

    @Property(tries = 2000)
    @Label("what the shrinker may remove keeps a linearizable history linearizable")
    void tiesArePromises(@ForAll("models") Sample sample, @ForAll @IntRange(min = 2, max = 8) int operations,
            @ForAll @IntRange(max = 1) int faults, @ForAll boolean distinct, @ForAll long seed) {
        keepsPromises(sample.model(), sample.name(), operations, faults, distinct, seed);
    }

    private static <S> void keepsPromises(Model<S> general, String name, int operations, int faults, boolean distinct,
            long seed) {
        List<Operation> history = Samples.history(general, name, operations, faults, distinct, seed);
        Model<S> model = general.forHistory(history);
        if (!BruteForce.linearizable(model, history)) {
            return;
        }
        Decision<S> decision = new Decision<>(model, new Meter(LIMITS), false);
        Function<Operation, Collection<Object>> ties = model.ties(history);
        for (var group : new Shrinker<>(decision).components(history, ties)) {
            List<Operation> rest = history.stream().filter(each -> !group.contains(each.index())).toList();
            assertThat(BruteForce.linearizable(model, rest)).as("without %s of %s", group, history).isTrue();
        }
        for (Operation read : history.stream().filter(model::reads).toList()) {
            List<Operation> rest = history.stream().filter(each -> each != read).toList();
            assertThat(BruteForce.linearizable(model, rest)).as("without %s of %s", read, history).isTrue();
        }
    }
}
