package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.exchange.Wire;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a history.
 *
 * @param argument the number that the operation was given; {@link #NONE} if it takes none
 * @param outcome as in an answer: {@code ok}, {@code empty}
 * @param value the number that it gave; {@link #NONE} if it gave none
 * @param number of the case that a select performed; {@link #NONE} for other operations
 * @param start before the operation, in nanoseconds of the clock of the workload
 * @param end after the operation; {@code Long.MAX_VALUE} if it waits
 */
public record HistoryEntry(int thread, String op, long argument, String outcome, long value, long number, long start,
        long end) {
    public static final long NONE = -1;
    /** The outcome of an operation that waits when its workload ends. */
    static final String PENDING = "pending";

    static HistoryEntry read(JsonNode node) {
        JsonNode result = node.path("result");
        boolean waits = result.isMissingNode() && node.path("end").isMissingNode();
        return new HistoryEntry((int) number(node.path("thread")), node.path("op").asString(""),
                number(node.path("argument")), waits ? PENDING : result.path("outcome").asString(""),
                number(result.path("value")), number(result.path("case")), number(node.path("start")),
                waits ? Long.MAX_VALUE : number(node.path("end")));
    }

    private static long number(JsonNode node) {
        return Wire.integer(node).filter(number -> number.signum() >= 0 && number.bitLength() < Long.SIZE)
                .map(BigInteger::longValueExact).orElse(NONE);
    }

    boolean isOk() {
        return outcome.equals("ok");
    }

    boolean isPending() {
        return outcome.equals(PENDING) && end == Long.MAX_VALUE;
    }

    boolean is(String operation) {
        return op.equals(operation);
    }

    /** Whether this ended before the other began. Equal times decide nothing. */
    boolean isBefore(HistoryEntry other) {
        return end < other.start;
    }

    @Override
    public String toString() {
        return "thread " + thread + ": " + op + (argument == NONE ? "" : " " + argument) + " -> " + outcome
                + (number == NONE ? "" : " case " + number) + (value == NONE ? "" : " " + value) + " [" + start + ", "
                + (isPending() ? "" : end) + "]";
    }
}
