package dev.jetvm.conformance.protocol;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code schema/operations.json}.
 *
 * @param op name of the operation, {@code value.encode}
 * @param feature the feature that an agent announces to support the operation; null for the operations that every agent
 *        supports
 * @param requestMembers members of the request that need a feature of their own, with that feature
 * @param requestValues values of a member of the request that need a feature of their own, by the path of the member and the
 *        value: {@code operands.kind}, {@code float64}
 * @param answerMembers members of the answer that are compared only if a feature of their own is announced, with it
 * @param observes whether the answer describes the implementation rather than what a program can see
 * @param changesState whether the operation may change the agent's state, so that the next case needs a {@code reset}
 * @param requestSchema reference to the schema of the request's members
 * @param answerSchema reference to the schema of the {@code value} of an {@code ok} answer
 */
public record Operation(String op, @Nullable String feature, Map<String, String> requestMembers,
        Map<String, Map<String, String>> requestValues, Map<String, String> answerMembers, boolean observes,
        boolean changesState, String requestSchema, String answerSchema) {

    /** The features of parts of requests and answers. */
    public Set<String> parts() {
        Set<String> parts = new TreeSet<>(requestMembers.values());
        requestValues.values().forEach(features -> parts.addAll(features.values()));
        parts.addAll(answerMembers.values());
        return parts;
    }
}
