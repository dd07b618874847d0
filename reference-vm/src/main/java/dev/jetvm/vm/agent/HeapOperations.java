package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.SizeClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Memory: objects by handles, observed through their contents. */
final class HeapOperations {
    private static final String CORE = "heap.core";
    private static final String IMMORTAL = "heap.immortal";
    private static final String ALIGN = "heap.align";

    private final Machine machine;

    HeapOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(
                new Operation("heap.alloc", CORE, Set.of(IMMORTAL, ALIGN),
                        HeapOperations::needed, this::alloc),
                operation("heap.get", this::get),
                operation("heap.set", this::set), operation("heap.write", this::write),
                operation("heap.read", this::read), operation("heap.root", this::root),
                operation("heap.unroot", this::unroot), operation("heap.same", this::same),
                new Operation("heap.weak", "heap.weak", this::weak),
                new Operation("heap.target", "heap.weak", this::target),
                new Operation("heap.pin", "heap.pin", in -> pin(in, HeaderEvent.PIN)),
                new Operation("heap.unpin", "heap.pin", in -> pin(in, HeaderEvent.UNPIN)),
                new Operation("heap.route", "heap.route", HeapOperations::route));
    }

    /** The features of optional members of {@code heap.alloc}. */
    private static Set<String> needed(Arguments in) {
        Set<String> needed = new TreeSet<>();
        if (in.has("immortal")) {
            needed.add(IMMORTAL);
        }
        if (in.has("align")) {
            needed.add(ALIGN);
        }
        return needed;
    }

    static Operation operation(String name, Operation.Handler handler) {
        return new Operation(name, CORE, handler);
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private Records records() {
        return heap().part(Records.class, Records::new);
    }

    static long member(Arguments in, String name, long otherwise) {
        return in.has(name) ? in.clamped(name) : otherwise;
    }

    private ObjectNode alloc(Arguments in) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        Records.Shape shape = Records.shape(member(in, "slots", 0), member(in, "bytes", 0), member(in, "align", 8),
                in.truth("acyclic", false));
        long address = records().allocate(shape, in.truth("immortal", false));
        heap.bind(in, "into", heap.model().reference(address));
        HeapStore store = heap.heap().store();
        return object().put("total", store.total(address)).put("space", store.spaceOf(address).wire());
    }

    private ObjectNode get(Arguments in) {
        HeapMachine heap = heap();
        long word = heap.mutator().load(records().slot(heap.object(in, "object"), in.clamped("slot")));
        return heap.shown(in, word);
    }

    private ObjectNode set(Arguments in) {
        HeapMachine heap = heap();
        records().slot(heap.object(in, "object"), in.clamped("slot"));
        long word = heap.read(in.nested("value"));
        // The value may have needed an allocation, which may have moved the object.
        long object = heap.object(in, "object");
        heap.mutator().store(object, records().slot(object, in.clamped("slot")), word);
        return object();
    }

    private ObjectNode write(Arguments in) {
        byte[] bytes = in.bytes("bytes");
        long at = records().bytes(heap().object(in, "object"), in.clamped("offset"), bytes.length);
        heap().mutator().memory().setBytes(at, bytes);
        return object();
    }

    private ObjectNode read(Arguments in) {
        long object = heap().object(in, "object");
        long offset = member(in, "offset", 0);
        long count = member(in, "count", records().shapeOf(object).bytes() - offset);
        long at = records().bytes(object, offset, count);
        AnswerTooLong.require(count);
        return object().put("bytes", Json.bytes(heap().mutator().memory().bytes(at, (int) count)));
    }

    private ObjectNode root(Arguments in) {
        heap().checkName(in, "into");
        heap().bind(in, "into", heap().read(in.nested("value")));
        return object();
    }

    private ObjectNode unroot(Arguments in) {
        heap().drop(in);
        return object();
    }

    private ObjectNode same(Arguments in) {
        return object().put("same", heap().word(in, "left") == heap().word(in, "right"));
    }

    private ObjectNode weak(Arguments in) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        Mutator mutator = heap.mutator();
        int kept = mutator.keep(heap.model().reference(heap.object(in, "object")));
        try {
            long reference = heap.heap().weakReferences().create(mutator, kept);
            heap.bind(in, "into", heap.model().reference(reference));
        } finally {
            mutator.release(kept);
        }
        return object();
    }

    private ObjectNode target(Arguments in) {
        HeapMachine heap = heap();
        long word = heap.heap().weakReferences().get(heap.weakReference(in, "weak"));
        return heap.shown(in, word);
    }

    private ObjectNode pin(Arguments in, HeaderEvent event) {
        long address = heap().object(in, "object");
        AtomicHeader.apply(heap().mutator().memory(), address, event);
        return object().put("address", Json.word(address));
    }

    private static ObjectNode route(Arguments in) {
        long total = in.clamped("total");
        if (total < HeaderConstants.HEADER_SIZE) {
            throw new BadRequest("an object has at least 16 bytes");
        }
        return object().put("class", SizeClass.of(total).wire());
    }
}
