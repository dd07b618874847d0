package dev.jetvm.conformance.model;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The expected state of a heap: objects, their references, and the handles that keep them alive. */
public final class HeapGraph {

    /** An object. Its first eight bytes contain its number, which identifies it at any address. */
    public static final class Node {
        private final long number;
        private final @Nullable Node[] slots;
        private byte mark;
        private boolean pinned;
        private String address = "";

        Node(long number, int slots) {
            this.number = number;
            this.slots = new @Nullable Node[slots];
        }

        public long number() {
            return number;
        }

        public int slots() {
            return slots.length;
        }

        public @Nullable Node slot(int index) {
            return slots[index];
        }

        public void setSlot(int index, @Nullable Node target) {
            slots[index] = target;
        }

        /** A data byte that is modified during the life of the object. */
        public byte mark() {
            return mark;
        }

        public void setMark(byte mark) {
            this.mark = mark;
        }

        public boolean isPinned() {
            return pinned;
        }

        /** @param at address of the object when it is pinned; empty when it is unpinned */
        public void pin(boolean pin, String at) {
            pinned = pin;
            address = at;
        }

        public String address() {
            return address;
        }
    }

    private final @Nullable Node[] handles;
    private final @Nullable Node[] weak;
    private long next = 1;

    public HeapGraph(int handles, int weak) {
        this.handles = new @Nullable Node[handles];
        this.weak = new @Nullable Node[weak];
    }

    public Node create(int handle, int slots) {
        Node node = new Node(next++, slots);
        handles[handle] = node;
        return node;
    }

    public @Nullable Node handle(int index) {
        return handles[index];
    }

    public void setHandle(int index, @Nullable Node node) {
        handles[index] = node;
    }

    public int handles() {
        return handles.length;
    }

    /** The expected target of a weak reference; null if there is no such reference or its target is dead. */
    public @Nullable Node weak(int index) {
        return weak[index];
    }

    public void setWeak(int index, @Nullable Node node) {
        weak[index] = node;
    }

    public int weakReferences() {
        return weak.length;
    }

    /** Every object reachable from a handle. */
    public Set<Node> reachable() {
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> pending = new ArrayDeque<>();
        for (Node root : handles) {
            meet(root, reached, pending);
        }
        while (!pending.isEmpty()) {
            for (Node target : pending.remove().slots) {
                meet(target, reached, pending);
            }
        }
        return reached;
    }

    private static void meet(@Nullable Node node, Set<Node> reached, Deque<Node> pending) {
        if (node != null && reached.add(node)) {
            pending.add(node);
        }
    }
}
