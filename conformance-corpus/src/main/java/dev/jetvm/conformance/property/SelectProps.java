package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The choice of a select among several ready cases. A receive from a closed channel is ready for ever, one from an empty channel that is
 * open never is.
 */
@Tag("kind:property")
@Tag("level:must")
class SelectProps {
    private static final int WORKLOADS = 5;
    private static final int SELECTS = 4_000;
    private static final int MOST_READY = 8;
    /** Normal deviation whose probability is some 1e-12. */
    private static final double DEVIATION = 7;

    @Provide
    Arbitrary<Integer> ready() {
        return Arbitraries.of(2, 3, 4, MOST_READY);
    }

    @Property(tries = 40)
    @Tag("id:prop-select-fairness")
    @Tag("requires:workload.run")
    @Tag("requires:channel.workload")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.close")
    @Tag("requires:select.workload")
    @Tag("requires:select.receive")
    @Tag("SEL-03")
    @Tag("SEL-13")
    void readyCasesAreChosenWithTheSameProbability(@ForAll("ready") int ready,
            @ForAll @IntRange(max = 7) int neverReady) {
        int[] chosen = new int[ready];
        int[][] next = new int[ready][ready];
        Reply last = null;
        for (int k = 0; k < WORKLOADS; k++) {
            last = run(ready, neverReady, k);
            int before = -1;
            for (JsonNode entry : last.member("history")) {
                if (!entry.path("op").asString("").equals("select")) {
                    continue;
                }
                int number = entry.path("result").path("case").asInt(-1) - neverReady;
                if (number < 0 || number >= ready) {
                    throw last.unlike(expectation(), "chose a case that is not ready");
                }
                chosen[number]++;
                if (before >= 0) {
                    next[before][number]++;
                }
                before = number;
            }
        }
        if (last == null) {
            return;
        }
        int[] bounds = bounds(ready);
        for (int number : chosen) {
            if (number > bounds[0] || number < bounds[1]) {
                throw last.unlike(expectation(),
                        "chose the %d ready cases behind %d others %s times; each from %d to %d"
                                .formatted(ready, neverReady, Arrays.toString(chosen), bounds[1], bounds[0]));
            }
        }
        if (dependence(next) > limit(ready * (ready - 1))) {
            throw last.unlike(expectation(), "its choices depend on the choice before: " + Arrays.deepToString(next));
        }
    }

    /**
     * The greatest and the least number of choices of a case in 20,000: the exact binomial bounds for a family error of 1e-9 in 32
     * configurations, and a tenth of the expected number.
     */
    private static int[] bounds(int ready) {
        return switch (ready) {
            case 2 -> new int[]{11_467, 8_533};
            case 3 -> new int[]{7_800, 5_561};
            case 4 -> new int[]{5_936, 4_099};
            case MOST_READY -> new int[]{3_095, 1_945};
            default -> throw new IllegalArgumentException("no bounds for " + ready);
        };
    }

    private static ObjectNode expectation() {
        return Wire.object().put("outcome", "ok");
    }

    /** Chi-square of the pairs of consecutive choices, all equally probable given the first one. */
    private static double dependence(int[][] next) {
        double sum = 0;
        for (int[] row : next) {
            double expected = Math.max(1, Arrays.stream(row).sum() / (double) row.length);
            for (int count : row) {
                sum += (count - expected) * (count - expected) / expected;
            }
        }
        return sum;
    }

    /** The quantile of chi-square at {@link #DEVIATION} (Wilson and Hilferty 1931). */
    private static double limit(int freedom) {
        double part = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - part + DEVIATION * Math.sqrt(part), 3);
    }

    private static Reply run(int ready, int neverReady, int seed) {
        ArrayNode threads = Wire.object().arrayNode();
        ArrayNode steps = threads.addArray();
        ObjectNode select = Wire.object().put("op", "select").put("count", SELECTS);
        ArrayNode cases = select.putArray("cases");
        for (int channel = 0; channel < neverReady + ready; channel++) {
            cases.addObject().put("op", "receive").put("channel", channel);
            if (channel >= neverReady) {
                steps.addObject().put("op", "close").put("channel", channel);
            }
        }
        steps.add(select);
        return Ask.op(WorkloadJudge.OP).with("object", WorkloadJudge.CHANNEL).with("channels", neverReady + ready)
                .with("threads", threads).with("seed", Integer.toString(seed + 1)).sendOk();
    }
}
