package dev.jetvm.conformance.linearizability;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Disjoint sets of items that are joined step by step (union-find with path halving). */
final class Partition<T> {
    private final Map<T, T> parents = new HashMap<>();

    /** Joins the sets of all items. */
    void join(Collection<? extends T> items) {
        T first = null;
        for (T item : items) {
            T root = root(item);
            if (first == null) {
                first = root;
            } else if (!first.equals(root)) {
                parents.put(root, first);
            }
        }
    }

    /** The item that represents the set of an item. */
    T root(T item) {
        T at = item;
        T parent = parents.computeIfAbsent(at, same -> same);
        while (!parent.equals(at)) {
            T above = parents.getOrDefault(parent, parent);
            parents.put(at, above);
            at = parent;
            parent = above;
        }
        return at;
    }
}
