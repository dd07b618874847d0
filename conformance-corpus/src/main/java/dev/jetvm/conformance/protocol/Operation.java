package dev.jetvm.conformance.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code schema/operations.json}.
 *
 * @param op name of the operation, {@code value.encode}
 * @param feature the feature that an agent announces to support the operation; null for the operations that every agent
 *        supports
 * @param changesState whether the operation may change the agent's state, so that the next case needs a {@code reset}
 * @param requestSchema reference to the schema of the request's members
 * @param answerSchema reference to the schema of the {@code value} of an {@code ok} answer
 */
public record Operation(String op, @Nullable String feature, boolean changesState, String requestSchema,
        String answerSchema) {}
