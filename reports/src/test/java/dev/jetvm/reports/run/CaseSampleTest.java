package dev.jetvm.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CaseSampleTest {
    private static final List<String> IDS = IntStream.range(0, 10_000).mapToObj(n -> "case-" + n).toList();

    private static Set<String> chosen(String fraction, long seed) {
        CaseSample sample = CaseSample.parse(fraction, seed);
        return IDS.stream().filter(sample::has).collect(Collectors.toSet());
    }

    @Test
    void theSeedDecidesWhichCasesItHas() {
        assertThat(chosen("1/4", 7)).isEqualTo(chosen("1/4", 7)).isEqualTo(chosen("25%", 7))
                .isNotEqualTo(chosen("1/4", 8));
        assertThat(chosen("1/4", 7)).containsAll(chosen("1/10", 7));
        for (long seed = 0; seed < 20; seed++) {
            assertThat(chosen("1/4", seed)).as("seed %d", seed).hasSizeBetween(2_250, 2_750);
        }
    }

    @Test
    void samplesOfSeveralSeedsReachEveryCase() {
        assertThat(IntStream.range(0, 100).boxed().flatMap(seed -> chosen("1/4", seed).stream()).distinct())
                .hasSameSizeAs(IDS);
    }

    @Test
    void theWholeIsASampleToo() {
        assertThat(chosen("100%", 3)).hasSameSizeAs(IDS);
        assertThat(CaseSample.parse("100%", 3).fraction()).isEqualTo("100/100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/4", "5/4", "0%", "101%", "-1/4", "1/0", "0.5", "a quarter", "1234567/1234567"})
    void whatIsNoFractionIsRefused(String text) {
        assertThatThrownBy(() -> CaseSample.parse(text, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample is a fraction above 0, such as 1/4 or 25%, not '" + text + "'");
    }
}
