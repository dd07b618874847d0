package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Space;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts objects by space and type. Objects that are dead but not yet reclaimed are included. */
final class HeapCensus {

    /**
     * The objects of one type in one space.
     *
     * @param objects their number
     * @param bytes their total size
     */
    public record Row(Space space, int type, long objects, long bytes) {}

    private record Key(Space space, int type) {}

    private HeapCensus() {}

    /** Stops the world and counts. */
    public static List<Row> take(ManagedHeap heap, Mutator mutator) {
        Map<Key, long[]> counts = new TreeMap<>(Comparator.comparing(Key::space).thenComparing(Key::type));
        HeapStore store = heap.store();
        heap.stopped(mutator, () -> store.starts().forEach(0, store.memory().size(), object -> {
            Key key = new Key(store.spaceOf(object), HeaderWord.type(store.memory().word(object)));
            long[] count = counts.computeIfAbsent(key, _ -> new long[2]);
            count[0]++;
            count[1] += store.total(object);
        }));
        return counts.entrySet().stream().map(entry -> new Row(entry.getKey().space(), entry.getKey().type(),
                entry.getValue()[0], entry.getValue()[1])).toList();
    }
}
