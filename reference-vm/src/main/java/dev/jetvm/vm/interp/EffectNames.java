package dev.jetvm.vm.interp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for the names of effects. A name denotes the same effect in all modules of a machine.
 *
 * @spec EFF-02
 * @spec ERR-150
 */
final class EffectNames {
    /** The number of the name with which a handler handles every effect. */
    static final int EVERY = 0;
    private static final String EVERY_NAME = "*";

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>(Map.of(EVERY_NAME, EVERY));

    int number(String name) {
        Integer known = numbers.get(name);
        return known != null ? known : add(name);
    }

    private synchronized int add(String name) {
        return numbers.computeIfAbsent(name, _ -> numbers.size());
    }
}
