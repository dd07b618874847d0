package dev.jetvm.reports.heap;

/** An answer that is not what the protocol says; the message completes "no picture: ". */
final class MalformedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String message) {
        super(message, null, false, false);
    }
}
