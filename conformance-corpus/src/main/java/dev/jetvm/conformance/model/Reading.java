package dev.jetvm.conformance.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The decoded meaning of a word.
 *
 * @param kind the kind reported by a classifier; {@code malformed} if the word encodes no value
 * @param value the value, {@code null} for a malformed word
 * @param faults the codes of all faults of a malformed word; a decoder may report any of them
 */
public record Reading(String kind, @Nullable ObjectNode value, Set<String> faults) {

    static Reading of(String kind, ObjectNode value) {
        return new Reading(kind, value, Set.of());
    }

    static Reading malformed(Set<String> faults) {
        return new Reading("malformed", null, faults);
    }

    static Reading malformed(String fault) {
        return malformed(Set.of(fault));
    }
}
