package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.HeapLists;
import dev.jetvm.runtime.value.StorageClass;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Objects: growable arrays, by handles. */
final class ListOperations {
    private static final String FEATURE = "list.heap";

    private final Machine machine;

    ListOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("list.new", FEATURE, this::create),
                new Operation("list.push", FEATURE, this::push),
                new Operation("list.pop", FEATURE, this::pop), new Operation("list.get", FEATURE, this::get),
                new Operation("list.set", FEATURE, this::set), new Operation("list.info", FEATURE, this::info));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private HeapLists lists() {
        return heap().part(HeapLists.class, heap -> new HeapLists(heap.model(), heap.mutator()));
    }

    private long list(Arguments in) {
        return lists().require(heap().word(in, "list"));
    }

    private ObjectNode create(Arguments in) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        StorageClass element = in.has("element") ? in.storage("element") : StorageClass.REF;
        long list = lists().create(element, HeapOperations.member(in, "capacity", 0));
        heap.bind(in, "into", heap.model().reference(list));
        return info(list);
    }

    private ObjectNode info(long list) {
        return object().put("element", lists().element(list).wire()).put("length", lists().length(list)).put("capacity",
                lists().capacity(list));
    }

    private ObjectNode info(Arguments in) {
        return info(list(in));
    }

    private ObjectNode push(Arguments in) {
        HeapMachine heap = heap();
        Mutator mutator = heap.mutator();
        int root = mutator.keep(heap.word(in, "list"));
        try {
            lists().push(root, mutator.keep(heap.read(in.nested("value"))));
            long list = heap.model().address(mutator.kept(root));
            return object().put("length", lists().length(list)).put("capacity", lists().capacity(list));
        } finally {
            mutator.release(root);
        }
    }

    private ObjectNode pop(Arguments in) {
        HeapMachine heap = heap();
        Mutator mutator = heap.mutator();
        int root = mutator.keep(heap.word(in, "list"));
        try {
            return heap.shown(in, lists().pop(root));
        } finally {
            mutator.release(root);
        }
    }

    private ObjectNode get(Arguments in) {
        return heap().shown(in, lists().get(list(in), in.clamped("index")));
    }

    private ObjectNode set(Arguments in) {
        long index = in.clamped("index");
        heap().word(in, "list");
        long word = heap().read(in.nested("value"));
        lists().set(list(in), index, word);
        return object();
    }
}
