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
 * The global cells of a program: mutable roots outside of the heap. Which of them hold references is remembered between
 * collections and found out again after a store. Any thread may use them.
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

    /** The word of a cell, nil if nothing was ever stored in it. */
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
