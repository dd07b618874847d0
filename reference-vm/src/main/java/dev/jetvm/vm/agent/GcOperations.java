package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.CollectionReport;
import dev.jetvm.runtime.gc.GcStatistics;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Garbage collection: collections on request, their statistics, and concurrent mutators. */
final class GcOperations {
    private final Machine machine;

    GcOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(
                new Operation("gc.collect", "gc.collect", Set.of("gc.stress"),
                        this::collect),
                new Operation("gc.stats", "gc.stats", this::stats),
                new Operation("gc.soak", "gc.soak", this::soak));
    }

    private ObjectNode collect(Arguments in) {
        CollectionKind kind = CollectionKind.ofWire(in.text("kind"))
                .orElseThrow(() -> new BadRequest("kind is minor or full"));
        int times = in.has("times") ? number(in, "times", 1, 1000) : 1;
        Optional<CollectionReport> done = Optional.empty();
        for (int k = 0; k < times; k++) {
            done = machine.heap().heap().collect(machine.heap().mutator(), kind);
        }
        ObjectNode answer = object().put("kind", kind.wire()).put("ignored", done.isEmpty());
        // After several collections the answer reports the last one.
        done.ifPresent(report -> answer.put("reclaimedObjects", report.reclaimedObjects())
                .put("reclaimedBytes", report.reclaimedBytes()).put("copiedObjects", report.copiedObjects())
                .put("copiedBytes", report.copiedBytes()).put("freedByCounting", report.freedByCounting()));
        return answer;
    }

    private ObjectNode stats(Arguments in) {
        GcStatistics stats = machine.heap().heap().statistics();
        return object().put("collections", stats.collections()).put("minor", stats.minor()).put("full", stats.full())
                .put("reclaimedObjects", stats.reclaimedObjects()).put("reclaimedBytes", stats.reclaimedBytes())
                .put("copiedObjects", stats.copiedObjects()).put("copiedBytes", stats.copiedBytes())
                .put("freedByCounting", stats.freedByCounting()).put("meanMillis", stats.meanMillis())
                .put("lastMillis", stats.lastMillis());
    }

    private ObjectNode soak(Arguments in) {
        Soak soak = new Soak(machine.heap(), number(in, "threads", 1, 16), number(in, "operations", 1, 10_000_000),
                number(in, "live", 1, 1_000_000), in.clamped("seed"));
        Soak.Result result = soak.run();
        ObjectNode answer = object().put("operations", result.operations()).put("collections", result.collections())
                .put("verified", result.verified());
        ArrayNode problems = answer.putArray("problems");
        result.problems().forEach(problems::add);
        return answer;
    }

    private static int number(Arguments in, String name, int least, int most) {
        return (int) in.within(name, least, most);
    }
}
