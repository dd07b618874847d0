package dev.jetvm.conformance.corpus;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Removes from expected answers the members of features that are not offered. The items of a list stay, if only as empty
 * objects: a trace without lines still has its number of frames.
 *
 * @param missing features that are not offered, by the path of their member in the {@code value} of an answer
 * @param leftOut receives the features of the members removed
 */
record Pruning(Map<String, String> missing, Set<String> leftOut) {

    /** Removes members from an expected answer. */
    void answer(JsonNode expect) {
        if (!(expect instanceof ObjectNode answer) || !(answer.get("value") instanceof ObjectNode value)) {
            return;
        }
        boolean compared = !value.isEmpty();
        missing.forEach((path, feature) -> {
            if (remove(value, path)) {
                leftOut.add(feature);
            }
        });
        if (compared && value.isEmpty()) {
            answer.remove("value");
        }
    }

    /** Removes a member of an object, or of each item of a list, and returns whether one was there. */
    private static boolean remove(JsonNode from, String path) {
        if (from.isArray()) {
            boolean removed = false;
            for (JsonNode item : from) {
                removed |= remove(item, path);
            }
            return removed;
        }
        if (!(from instanceof ObjectNode object)) {
            return false;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return object.remove(path) != null;
        }
        String member = path.substring(0, dot);
        JsonNode below = object.get(member);
        return below != null && remove(below, path.substring(dot + 1));
    }
}
