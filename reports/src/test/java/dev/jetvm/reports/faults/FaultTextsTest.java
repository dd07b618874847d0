package dev.jetvm.reports.faults;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every deliberate fault still has a place in the sources; {@link FaultsIT} of a sample does not look at all of them. */
final class FaultTextsTest {

    static Stream<Fault> faults() {
        return Stream.of(FaultsIT.CHAPTERS.split(",")).flatMap(Fault::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void hasItsPlace(Fault fault) throws IOException {
        FaultyReference.requirePlace(fault);
    }
}
