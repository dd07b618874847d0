package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Named words that keep their referents alive: the roots of one task, apart from its frames.
 *
 * @spec ROOT-01
 * @spec HEAP-32
 */
final class Handles implements RootSource {
    private final Map<String, long[]> words = new LinkedHashMap<>();

    /** Binds a name to a word. An existing name is rebound. */
    public void set(String name, long word) {
        words.computeIfAbsent(name, _ -> new long[1])[0] = word;
    }

    public Optional<Long> get(String name) {
        return Optional.ofNullable(words.get(name)).map(cell -> cell[0]);
    }

    /** Removes a name. Returns whether it existed. */
    public boolean drop(String name) {
        return words.remove(name) != null;
    }

    @Override
    public String name() {
        return "handles";
    }

    @Override
    public void visit(RootVisitor visitor) {
        words.values().forEach(cell -> cell[0] = visitor.visit(cell[0]));
    }
}
