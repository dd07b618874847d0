package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Laws of finalizers: which objects are finalized, when, and how often. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:heap.core")
@Tag("requires:gc.collect")
@Tag("requires:gc.finalizers")
class FinalizerProps {
    private static final int SLOTS = 2;

    private static ObjectNode reference(String handle) {
        return Wire.object().put("kind", "object").put("handle", handle);
    }

    /** Creates a heap for each try, because the log of finalizers belongs to the heap. */
    private static void fresh() {
        Ask.op("reset").sendOk();
    }

    private static void set(String object, int slot, ObjectNode value) {
        Ask.op("heap.set").with("object", object).with("slot", slot).with("value", value).sendOk();
    }

    private static void unroot(String handle) {
        Ask.op("heap.unroot").with("handle", handle).sendOk();
    }

    private static void collect() {
        Ask.op("gc.collect").with("kind", "full").sendOk();
    }

    private static Reply log() {
        Ask.op("finalizer.drain").sendOk();
        return Ask.op("finalizer.log").sendOk();
    }

    @Property(tries = 400)
    @Tag("id:prop-fin-order")
    @Tag("FIN-03")
    @Tag("FIN-04")
    @Tag("FIN-06")
    void lowerPrioritiesEndBeforeHigherOnesStart(@ForAll("priorities") List<Long> priorities) {
        fresh();
        Ask.op("heap.alloc").with("into", "$all").with("slots", priorities.size()).sendOk();
        for (int k = 0; k < priorities.size(); k++) {
            Ask.op("heap.alloc").with("into", "$x").with("bytes", 8).sendOk();
            Ask.op("finalizer.register").with("object", "$x").with("name", "f" + k)
                    .with("priority", priorities.get(k)).sendOk();
            set("$all", k, reference("$x"));
            unroot("$x");
        }
        unroot("$all");
        collect();
        Reply log = log();
        Set<String> names = new TreeSet<>();
        long latest = 0;
        Map<Long, long[]> spans = new TreeMap<>();
        for (JsonNode run : log.member("runs")) {
            names.add(log.text("runs.name", run.path("name")));
            long[] span = spans.computeIfAbsent(log.number("runs.priority", run.path("priority")),
                    _ -> new long[]{Long.MAX_VALUE, 0});
            span[0] = Math.min(span[0], log.number("runs.started", run.path("started")));
            span[1] = Math.max(span[1], log.number("runs.ended", run.path("ended")));
        }
        ObjectNode wanted = Wire.object().put("failures", 0);
        log.check(names.size() == priorities.size() && log.member("runs").size() == priorities.size(), wanted,
                "has not run each finalizer once");
        for (long[] span : spans.values()) {
            log.check(span[0] > latest, wanted, "has run a higher priority before the end of a lower one");
            latest = span[1];
        }
    }

    @Provide
    Arbitrary<List<Long>> priorities() {
        return Arbitraries
                .oneOf(List.of(Arbitraries.longs().between(0, 3), Arbitraries.longs().between(0, 0xFFFF_FFFFL)))
                .list().ofMinSize(1).ofMaxSize(10);
    }

    /** One operation on a small set of objects. */
    record Step(int kind, int object, int slot, int target) {}

    @Provide
    Arbitrary<Step> step() {
        return Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 7),
                Arbitraries.integers().between(0, SLOTS - 1), Arbitraries.integers().between(0, 7)).as(Step::new);
    }

    /** The suite's model of the heap. */
    private static final class Model {
        private final List<int[]> edges = new ArrayList<>();
        private final Set<Integer> rooted = new TreeSet<>();
        private final Map<Integer, String> waiting = new HashMap<>();
        private final Set<String> ran = new TreeSet<>();

        private Set<Integer> reachable() {
            Set<Integer> seen = new TreeSet<>();
            Deque<Integer> open = new ArrayDeque<>(rooted);
            while (!open.isEmpty()) {
                int next = open.pop();
                if (seen.add(next)) {
                    for (int target : edges.get(next)) {
                        if (target >= 0) {
                            open.push(target);
                        }
                    }
                }
            }
            return seen;
        }

        private void collect() {
            Set<Integer> alive = reachable();
            List.copyOf(waiting.keySet()).stream().filter(object -> !alive.contains(object))
                    .forEach(object -> ran.add(waiting.remove(object)));
        }
    }

    @Property(tries = 400)
    @Tag("id:prop-fin-reachability")
    @Tag("FIN-05")
    @Tag("FIN-06")
    @Tag("FIN-02")
    void exactlyTheUnreachableAreFinalizedAndOnce(@ForAll @Size(max = 25) List<@From("step") Step> steps) {
        fresh();
        Model model = new Model();
        Map<Integer, Integer> ids = new HashMap<>();
        for (Step step : steps) {
            play(model, ids, step);
        }
        collectAndCompare(model);
    }

    private static void play(Model model, Map<Integer, Integer> ids, Step step) {
        String handle = "$o" + step.object;
        int id = ids.getOrDefault(step.object, -1);
        boolean isRooted = model.rooted.contains(id);
        switch (step.kind) {
            case 0, 1 -> {
                if (!isRooted) {
                    allocate(model, ids, step, handle);
                }
            }
            case 2 -> {
                int target = ids.getOrDefault(step.target, -1);
                if (isRooted && model.rooted.contains(target)) {
                    model.edges.get(id)[step.slot] = target;
                    set(handle, step.slot, reference("$o" + step.target));
                }
            }
            case 3 -> {
                if (isRooted) {
                    model.edges.get(id)[step.slot] = -1;
                    set(handle, step.slot, Wire.object().put("kind", "nil"));
                }
            }
            case 4 -> {
                if (isRooted) {
                    model.rooted.remove(id);
                    unroot(handle);
                }
            }
            default -> collectAndCompare(model);
        }
    }

    private static void allocate(Model model, Map<Integer, Integer> ids, Step step, String handle) {
        int id = model.edges.size();
        Ask.op("heap.alloc").with("into", handle).with("slots", SLOTS).sendOk();
        ids.put(step.object, id);
        model.edges.add(new int[]{-1, -1});
        model.rooted.add(id);
        if (step.kind == 0) {
            Ask.op("finalizer.register").with("object", handle).with("name", "f" + id)
                    .with("resurrect", step.slot == 0).with("priority", step.target).sendOk();
            model.waiting.put(id, "f" + id);
        }
    }

    private static void collectAndCompare(Model model) {
        collect();
        model.collect();
        Reply log = log();
        List<String> ran = new ArrayList<>();
        log.member("runs").forEach(run -> ran.add(log.text("runs.name", run.path("name"))));
        ran.sort(null);
        log.check(ran.equals(new ArrayList<>(model.ran)), Wire.object().put("runs", model.ran.toString()),
                "has finalized others than those that became unreachable");
    }

    @Property(tries = 400)
    @Tag("id:prop-fin-contents")
    @Tag("FIN-10")
    @Tag("FIN-08")
    void aFinalizerSeesTheObjectAsItWas(@ForAll @Size(min = 1, max = 40) byte[] bytes,
            @ForAll @LongRange(min = -(1L << 60), max = (1L << 60) - 1) long number, @ForAll boolean resurrect,
            @ForAll @IntRange(max = 2) int collections) {
        fresh();
        Ask.op("heap.alloc").with("into", "$a").with("slots", 1).with("bytes", bytes.length).sendOk();
        Ask.op("finalizer.register").with("object", "$a").with("name", "f").with("resurrect", resurrect)
                .with("action", Wire.object().put("do", "bytes")).sendOk();
        for (int k = 0; k < collections; k++) {
            Ask.op("gc.collect").with("kind", "minor").sendOk();
        }
        set("$a", 0, Wire.object().put("kind", "int").put("value", Long.toString(number)));
        Ask.op("heap.write").with("object", "$a").with("offset", 0).with("bytes", bytes).sendOk();
        unroot("$a");
        collect();
        ObjectNode wanted = Wire.object();
        wanted.putArray("runs").addObject().put("outcome", "returned").set("value",
                Wire.object().put("bytes", Wire.base64(bytes)));
        log().is(wanted);
    }
}
