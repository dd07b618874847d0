package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A graph of objects kept twice: in a heap, and as Java objects that say what the heap must hold. */
final class GraphModel {
    static final int SLOTS = 3;
    private static final ValueModel WORDS = ValueModel.TAGGED;

    /** What an object must hold. */
    static final class Node {
        final long mark;
        final @Nullable Node[] links = new @Nullable Node[SLOTS];
        final int padding;

        Node(long mark, int padding) {
            this.mark = mark;
            this.padding = padding;
        }
    }

    final ManagedHeap heap;
    final Mutator mutator;
    private final TypeTable types;
    private final List<@Nullable Node> roots = new ArrayList<>();
    private final SplittableRandom random;
    private final Map<Integer, Integer> typeIds = new HashMap<>();
    private long nextMark = 1;

    GraphModel(HeapOptions options, long seed) {
        heap = new ManagedHeap(options, WORDS, TypeTable::new);
        types = (TypeTable) heap.shapes();
        mutator = heap.attach("test");
        random = new SplittableRandom(seed);
        for (int k = 0; k < 20; k++) {
            mutator.keep(WORDS.nil());
            roots.add(null);
        }
    }

    /** One random step; {@code large} allows objects of every size class. */
    void step(boolean large) {
        int root = random.nextInt(roots.size());
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> allocate(root, padding(large));
            case 3 -> link(root, random.nextInt(roots.size()), random.nextInt(SLOTS));
            case 4 -> follow(root, random.nextInt(roots.size()), random.nextInt(SLOTS));
            default -> {
                if (random.nextInt(4) == 0) {
                    roots.set(root, null);
                    mutator.setKept(root, WORDS.nil());
                }
            }
        }
    }

    private int padding(boolean large) {
        int kind = random.nextInt(large ? 400 : 40);
        return kind == 0
                ? 300_000
                : kind < 4
                        ? 20_000 + random.nextInt(40_000)
                        : kind < 20
                                ? random.nextInt(2000)
                                : random.nextInt(64);
    }

    private void allocate(int root, int padding) {
        Node node = new Node(nextMark++, large(padding));
        // The padding is a part of the type, so one type per size; sizes are rounded to keep them few.
        int type = typeOf(node.padding);
        long at = mutator.allocate(Header.fresh(type, 8 * SLOTS + 8 + node.padding, 0, 8));
        Memory memory = mutator.memory();
        for (int k = 0; k < SLOTS; k++) {
            memory.setWord(at + 16 + 8 * k, WORDS.nil());
        }
        memory.setWord(at + 16 + 8 * SLOTS, node.mark);
        for (long pad = at + 24 + 8 * SLOTS; pad < at + 24 + 8 * SLOTS + node.padding; pad += 8) {
            memory.setWord(pad, node.mark);
        }
        mutator.setKept(root, WORDS.reference(at));
        roots.set(root, node);
    }

    private static int large(int padding) {
        return padding / 8 * 8;
    }

    private int typeOf(int padding) {
        return typeIds.computeIfAbsent(padding, size -> types
                .register("Node" + size, 16 + 8 * SLOTS + 8 + size, 8, new int[]{16, 24, 32}, false).id());
    }

    private void link(int from, int to, int slot) {
        Node node = roots.get(from);
        if (node != null) {
            long object = WORDS.address(mutator.kept(from));
            mutator.store(object, object + 16 + 8 * slot, mutator.kept(to));
            node.links[slot] = roots.get(to);
        }
    }

    private void follow(int from, int to, int slot) {
        Node node = roots.get(from);
        if (node != null) {
            long object = WORDS.address(mutator.kept(from));
            mutator.setKept(to, mutator.load(object + 16 + 8 * slot));
            roots.set(to, node.links[slot]);
        }
    }

    /** Compares everything reachable; answers how many objects that are. */
    int check() {
        IdentityHashMap<Node, Long> seen = new IdentityHashMap<>();
        List<Node> pending = new ArrayList<>();
        for (int k = 0; k < roots.size(); k++) {
            meet(roots.get(k), mutator.kept(k), seen, pending);
        }
        Memory memory = mutator.memory();
        while (!pending.isEmpty()) {
            Node node = pending.removeLast();
            long object = Objects.requireNonNull(seen.get(node));
            for (int k = 0; k < SLOTS; k++) {
                meet(node.links[k], memory.word(object + 16 + 8 * k), seen, pending);
            }
            for (long at = object + 16 + 8 * SLOTS; at < object + 24 + 8 * SLOTS + node.padding; at += 8) {
                assertThat(memory.word(at)).isEqualTo(node.mark);
            }
        }
        return seen.size();
    }

    private static void meet(@Nullable Node node, long word, IdentityHashMap<Node, Long> seen, List<Node> pending) {
        if (node == null) {
            assertThat(word).isEqualTo(WORDS.nil());
            return;
        }
        assertThat(WORDS.isReference(word)).isTrue();
        Long known = seen.putIfAbsent(node, WORDS.address(word));
        if (known == null) {
            pending.add(node);
        } else {
            assertThat(WORDS.address(word)).isEqualTo(known);
        }
    }
}
