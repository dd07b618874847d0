package dev.jetvm.conformance.workload;

import java.util.Map;

/**
 * The model that a history is judged by.
 *
 * @param name of the checker's model
 * @param parameters of it
 * @param weaker whether a feature that is not announced makes the model accept more
 */
record ObjectModel(String name, Map<String, String> parameters, boolean weaker) {
    static ObjectModel deque(boolean tellsContended) {
        return new ObjectModel("deque", Map.of("contended", Boolean.toString(tellsContended)), !tellsContended);
    }

    static ObjectModel channel(int capacity) {
        return new ObjectModel("channel", Map.of("capacity", Integer.toString(capacity)), false);
    }
}
