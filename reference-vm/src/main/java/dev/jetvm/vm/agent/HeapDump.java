package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.RootSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graph of reachable objects, with numbers in place of addresses. */
final class HeapDump {

    /**
     * An object.
     *
     * @param references numbers of the objects it refers to, one for each reference, in slot order
     */
    public record Node(int id, long address, List<Integer> references) {}

    /**
     * A root.
     *
     * @param source name of the root source
     * @param object number of the object it refers to
     */
    public record Root(String source, int object) {}

    private final ManagedHeap heap;
    private final int limit;
    private final Map<Long, Integer> numbers = new LinkedHashMap<>();
    private final Deque<Long> pending = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();
    private boolean complete = true;

    private HeapDump(ManagedHeap heap, int limit) {
        this.heap = heap;
        this.limit = limit;
    }

    /** Stops the world and follows all references breadth-first from the roots, up to {@code limit} objects. */
    public static HeapDump take(ManagedHeap heap, Mutator mutator, int limit) {
        HeapDump dump = new HeapDump(heap, limit);
        heap.stopped(mutator, dump::follow);
        return dump;
    }

    private void follow() {
        for (RootSource source : heap.roots()) {
            source.visit(word -> {
                if (heap.words().isReference(word)) {
                    roots.add(new Root(source.name(), number(heap.words().address(word))));
                }
                return word;
            });
        }
        while (!pending.isEmpty()) {
            if (nodes.size() == limit) {
                complete = false;
                return;
            }
            long object = pending.remove();
            List<Integer> references = new ArrayList<>();
            heap.forEachReference(object, target -> references.add(number(target)));
            nodes.add(new Node(number(object), object, references));
        }
    }

    private int number(long object) {
        Integer known = numbers.get(object);
        if (known != null) {
            return known;
        }
        numbers.put(object, numbers.size());
        pending.add(object);
        return numbers.size() - 1;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Root> roots() {
        return roots;
    }

    /** Returns whether the dump contains all reachable objects. */
    public boolean isComplete() {
        return complete;
    }
}
