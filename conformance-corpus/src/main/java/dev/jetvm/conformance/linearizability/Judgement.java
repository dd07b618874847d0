package dev.jetvm.conformance.linearizability;

import java.util.Optional;

/**
 * The result of a check.
 *
 * @param reason why the verdict is unknown, or in short why the history is not linearizable; otherwise empty
 * @param failure the explanation, if the history is not linearizable
 * @param operations number of operations
 * @param objects number of groups of objects that were checked separately
 * @param fast how many of them a faster algorithm decided
 * @param configurations that the searches visited
 */
public record Judgement(Verdict verdict, String reason, Optional<Failure> failure, int operations, int objects,
        int fast,
        long configurations) {}
