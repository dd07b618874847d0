package dev.jetvm.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jetvm.stress.gc.EvacuationRace;
import dev.jetvm.stress.gc.LostHeaderUpdateCanary;
import dev.jetvm.stress.gc.StopAtPoll;
import dev.jetvm.stress.sched.DequeWithoutFenceCanary;
import dev.jetvm.stress.sched.LastElement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which subjects a run of the stress tests chooses. */
final class SelectionTest {
    private static final List<Class<?>> ALL = List.of(EvacuationRace.class, LostHeaderUpdateCanary.class,
            StopAtPoll.class, DequeWithoutFenceCanary.class, LastElement.class);

    private static List<Class<?>> chosen(String regex, String shard) {
        return Selection.parse(regex, shard).of(ALL);
    }

    @Test
    void everythingIsChosenWithoutOptions() {
        assertEquals(ALL, chosen(".*", "1/1"));
    }

    @Test
    void aTestBringsTheCanariesOfItsPackage() {
        assertEquals(List.of(LostHeaderUpdateCanary.class, StopAtPoll.class), chosen("StopAtPoll", "1/1"));
    }

    @Test
    void aCanaryCanBeChosenAlone() {
        assertEquals(List.of(DequeWithoutFenceCanary.class), chosen("WithoutFence", "1/1"));
    }

    @Test
    void shardsShareTheTestsAndNotTheCanaries() {
        assertEquals(List.of(EvacuationRace.class, LostHeaderUpdateCanary.class, DequeWithoutFenceCanary.class,
                LastElement.class), chosen(".*", "1/2"));
        assertEquals(List.of(LostHeaderUpdateCanary.class, StopAtPoll.class), chosen(".*", "2/2"));
    }

    @Test
    void whatMatchesNothingIsEmpty() {
        assertEquals(List.of(), chosen("Nothing", "1/1"));
    }

    @Test
    void malformedShardsAreRefused() {
        for (String shard : List.of("", "0/2", "3/2", "1", "a/b", "1/0")) {
            assertThrows(IllegalArgumentException.class, () -> Selection.parse(".*", shard), shard);
        }
    }
}
