package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The global cells of a program: mutable roots outside the heap. The set of cells that hold references is cached and
 * recomputed after a store. Thread-safe.
 *
 * @spec ROOT-12
 * @spec ERR-019
 */
final class Globals implements RootSource {
    private final Words words;
    @GuardedBy("this")
    private final Map<String, long[]> cells = new LinkedHashMap<>();
    @GuardedBy("this")
    private final List<long[]> references = new ArrayList<>();
    @GuardedBy("this")
    private boolean dirty;

    public Globals(Words words) {
        this.words = words;
    }

    /** Returns the word of a cell, nil if no word has been stored in it. */
    public synchronized long get(String name) {
        long[] cell = cells.get(name);
        return cell == null ? words.nil() : cell[0];
    }

    public synchronized void set(String name, long word) {
        cells.computeIfAbsent(name, _ -> new long[1])[0] = word;
        dirty = true;
    }

    @Override
    public String name() {
        return "globals";
    }

    @Override
    public synchronized void visit(RootVisitor visitor) {
        if (dirty) {
            references.clear();
            for (long[] cell : cells.values()) {
                if (words.isReference(cell[0])) {
                    references.add(cell);
                }
            }
            dirty = false;
        }
        references.forEach(cell -> cell[0] = visitor.visit(cell[0]));
    }
}
