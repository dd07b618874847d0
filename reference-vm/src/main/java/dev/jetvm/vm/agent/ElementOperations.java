package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.object.HeapArrays;
import dev.jetvm.runtime.object.HeapSlices;
import dev.jetvm.runtime.value.StorageClass;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Objects: array stores and slices in a heap, by handles. */
final class ElementOperations {
    static final String FEATURE = "array.heap";
    private static final String RANGES = "array.ranges";

    private final Machine machine;

    ElementOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("array.new", FEATURE, this::create),
                new Operation("array.get", FEATURE, this::get),
                new Operation("array.set", FEATURE, this::set), new Operation("array.fill", RANGES, this::fill),
                new Operation("array.copy", RANGES, this::copy), new Operation("array.info", FEATURE, this::info),
                new Operation("slice.new", "slice.heap", this::slice),
                new Operation("slice.cut", "slice.heap", this::cut),
                new Operation("slice.get", "slice.heap", this::sliceGet),
                new Operation("slice.set", "slice.heap", this::sliceSet),
                new Operation("slice.info", "slice.heap", this::sliceInfo));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private HeapArrays arrays() {
        return heap().part(HeapArrays.class, heap -> new HeapArrays(heap.model(), heap.mutator()));
    }

    private HeapSlices slices() {
        return heap().part(HeapSlices.class, heap -> new HeapSlices(heap.model(), heap.mutator()));
    }

    private long array(Arguments in, String member) {
        return arrays().require(heap().word(in, member));
    }

    private ObjectNode create(Arguments in) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        StorageClass element = in.storage("element");
        long length = in.clamped("length");
        long array = arrays().create(element, length, HeapOperations.member(in, "capacity", length));
        heap.bind(in, "into", heap.model().reference(array));
        return info(array);
    }

    private ObjectNode info(long array) {
        HeapStore store = heap().heap().store();
        return object().put("element", arrays().element(array).wire()).put("length", arrays().length(array))
                .put("capacity", arrays().capacity(array)).put("total", store.total(array));
    }

    private ObjectNode info(Arguments in) {
        return info(array(in, "array"));
    }

    private ObjectNode get(Arguments in) {
        return heap().shown(in, arrays().get(array(in, "array"), in.clamped("index")));
    }

    private ObjectNode set(Arguments in) {
        long index = in.clamped("index");
        long word = value(in, "array");
        arrays().set(array(in, "array"), index, word);
        return object();
    }

    /**
     * Returns the word of the request's value. The handle is checked first, because the value may need an allocation.
     */
    private long value(Arguments in, String member) {
        heap().word(in, member);
        return heap().read(in.nested("value"));
    }

    private ObjectNode fill(Arguments in) {
        long from = HeapOperations.member(in, "offset", 0);
        long word = value(in, "array");
        long array = array(in, "array");
        arrays().fill(array, from, HeapOperations.member(in, "count", arrays().length(array) - from), word);
        return object();
    }

    private ObjectNode copy(Arguments in) {
        arrays().copy(array(in, "from"), in.clamped("fromIndex"), array(in, "to"), in.clamped("toIndex"),
                in.clamped("count"));
        return object();
    }

    // --- slices ---

    /** Creates a slice of the object in a temporary root. */
    @FunctionalInterface
    private interface Maker {
        long make(int root, long offset, long count);
    }

    private ObjectNode made(Arguments in, String member, Maker maker) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        Mutator mutator = heap.mutator();
        int root = mutator.keep(heap.word(in, member));
        try {
            long slice = maker.make(root, in.clamped("offset"), in.clamped("count"));
            heap.bind(in, "into", heap.model().reference(slice));
            return sliceInfo(slice);
        } finally {
            mutator.release(root);
        }
    }

    private ObjectNode slice(Arguments in) {
        return made(in, "array", slices()::create);
    }

    private ObjectNode cut(Arguments in) {
        return made(in, "slice", slices()::cut);
    }

    private ObjectNode sliceInfo(long slice) {
        return object().put("element", slices().element(slice).wire()).put("offset", slices().start(slice))
                .put("length", slices().length(slice));
    }

    private ObjectNode sliceInfo(Arguments in) {
        return sliceInfo(slices().require(heap().word(in, "slice")));
    }

    private ObjectNode sliceGet(Arguments in) {
        return heap().shown(in, slices().get(slices().require(heap().word(in, "slice")), in.clamped("index")));
    }

    private ObjectNode sliceSet(Arguments in) {
        long index = in.clamped("index");
        long word = value(in, "slice");
        slices().set(slices().require(heap().word(in, "slice")), index, word);
        return object();
    }
}
