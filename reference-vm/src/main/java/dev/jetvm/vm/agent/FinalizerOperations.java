package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.FinalizerRun;
import dev.jetvm.runtime.gc.Finalizers;
import dev.jetvm.runtime.gc.HeapVerifier;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Finalizers: what the runtime executes before it reclaims objects. */
final class FinalizerOperations {
    private static final String FEATURE = "gc.finalizers";
    /**
     * Finalizers may create garbage with further finalizers. After this number of rounds the rest is reported as
     * unfinished.
     */
    private static final int LAST_ROUNDS = 16;

    private final Machine machine;

    FinalizerOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("finalizer.register", FEATURE, this::register),
                new Operation("finalizer.drop", FEATURE, this::drop),
                new Operation("finalizer.open", "gc.finalizer-gates", this::open),
                new Operation("finalizer.drain", FEATURE, this::drain),
                new Operation("finalizer.log", FEATURE, _ -> log()),
                new Operation("heap.close", "heap.close", this::close));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private FinalizerScripts scripts() {
        return heap().part(FinalizerScripts.class, FinalizerScripts::new);
    }

    private Finalizers finalizers() {
        return scripts().finalizers();
    }

    private static long priority(Arguments in) {
        return in.has("priority") ? in.within("priority", 0, Finalizer.PRIORITY_MAX) : 0;
    }

    private ObjectNode register(Arguments in) {
        Finalizer finalizer = Finalizer.of(in.text("name"), priority(in), in.truth("resurrect", false),
                scripts().read(in));
        finalizers().register(heap().object(in, "object"), finalizer);
        return object();
    }

    private ObjectNode drop(Arguments in) {
        finalizers().own(heap().object(in, "object"), Finalizer.drop(in.text("name"), scripts().read(in)));
        return object();
    }

    private ObjectNode open(Arguments in) {
        finalizers().open(scripts().gate(in.text("gate")));
        return object();
    }

    private ObjectNode drain(Arguments in) {
        finalizers().awaitQuiet(heap().mutator());
        return object().put("ended", ended()).put("unfinished", finalizers().unfinished());
    }

    private long ended() {
        return finalizers().log().stream().filter(run -> run.ended() != 0).count();
    }

    private ObjectNode log() {
        ObjectNode answer = object();
        ArrayNode runs = answer.putArray("runs");
        finalizers().log().forEach(run -> runs.add(shown(run)));
        return answer.put("failures", finalizers().failures());
    }

    private static ObjectNode shown(FinalizerRun run) {
        Finalizer finalizer = run.finalizer();
        String failure = run.failure();
        ObjectNode shown = object().put("kind", finalizer.kind().wire()).put("name", finalizer.name())
                .put("batch", run.batch()).put("started", run.started());
        if (finalizer.kind() == Finalizer.Kind.FINALIZER) {
            shown.put("priority", finalizer.priority());
        }
        if (run.ended() == 0) {
            return shown.put("outcome", "running");
        }
        shown.put("ended", run.ended()).put("outcome", failure == null ? "returned" : "panicked");
        if (failure != null) {
            shown.put("code", failure);
        }
        if (finalizer.body() instanceof FinalizerScripts.Script script && script.value() != null) {
            shown.set("value", script.value());
        }
        return shown;
    }

    /**
     * Closes the heap: gives up all roots and finalizes dead objects in rounds, including those that finalizers leave.
     * A finalizer that waits at a closed gate is abandoned and reported. The session then has a fresh heap.
     */
    private ObjectNode close(Arguments in) {
        HeapMachine heap = heap();
        Finalizers finalizers = finalizers();
        long known = -1;
        for (int round = 0; round < LAST_ROUNDS && known != finalizers.log().size(); round++) {
            known = finalizers.log().size();
            // A finalizer may have stored an object in a new global cell.
            heap.giveUpRoots();
            heap.heap().collect(heap.mutator(), CollectionKind.FULL);
            finalizers.awaitQuiet(heap.mutator());
        }
        ObjectNode answer = log();
        answer.put("unfinished", finalizers.unfinished() + finalizers.outstanding());
        answer.put("problems", HeapVerifier.verify(heap.heap(), heap.mutator()).problems().size());
        machine.dropHeap();
        return answer;
    }
}
