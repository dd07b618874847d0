package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs under every mode of the collector. */
final class CollectionTest {
    private static final long SEED = 20261121;

    static Stream<Arguments> modes() {
        return Stream.of(Arguments.of(Map.of(), 20_000), Arguments.of(Map.of("gc.counting", "false"), 20_000),
                Arguments.of(Map.of("gc.parallel", "3", "gc.stress", "poison"), 20_000),
                Arguments.of(Map.of("gc.stress", "evacuate,poison"), 20_000),
                Arguments.of(Map.of("gc.stress", "evacuate-all,poison"), 20_000),
                Arguments.of(Map.of("gc.stress", "allocation,poison"), 1_500),
                Arguments.of(Map.of("gc.stress", "barrier,safepoint,poison,yield"), 1_000),
                Arguments.of(Map.of("heap.max_size", "8M", "gc.stress", "poison"), 20_000));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatIsReachableIsIntactAndTheRestIsGone(Map<String, String> mode, int steps) {
        Map<String, String> options = new HashMap<>(
                Map.of("heap.initial_size", "2M", "gc.nursery_size", "128K", "scheduler.threads", "1"));
        options.putAll(mode);
        GraphModel graph = new GraphModel(HeapOptions.of(options, SEED), SEED);
        for (int step = 0; step < steps; step++) {
            graph.step(true);
            if (step % 500 == 0) {
                graph.check();
                verify(graph);
            }
            if (step % 3000 == 2999) {
                collectAndCount(graph);
            }
        }
        collectAndCount(graph);
        assertThat(graph.heap.statistics().collections()).isPositive();
    }

    private static HeapVerifier.Result verify(GraphModel graph) {
        HeapVerifier.Result result = HeapVerifier.verify(graph.heap, graph.mutator);
        assertThat(result.problems()).isEmpty();
        return result;
    }

    private static void collectAndCount(GraphModel graph) {
        Optional<CollectionReport> report = graph.heap.collect(graph.mutator, CollectionKind.FULL);
        assertThat(report).isPresent();
        int live = graph.check();
        assertThat(graph.heap.usage().objects()).isEqualTo(live);
        assertThat(verify(graph).checked()).isEqualTo(live);
    }
}
