package dev.jetvm.reports.heap;

/** Thrown for an answer that violates the protocol; the message completes "no picture: ". */
final class MalformedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message, null, false, false);
    }
}
