package dev.jetvm.conformance.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code schema/operations.json}.
 *
 * @param op {@code value.encode}
 * @param feature what an agent announces to serve it; null for the operations that every agent serves
 * @param changesState whether the agent's state may differ afterwards, so that the next case needs a {@code reset}
 * @param requestSchema reference to the schema of the request's members
 * @param answerSchema reference to the schema of the {@code value} of an {@code ok} answer
 */
public record Operation(String op, @Nullable String feature, boolean changesState, String requestSchema,
        String answerSchema) {}
