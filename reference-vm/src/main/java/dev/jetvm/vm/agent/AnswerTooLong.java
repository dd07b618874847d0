package dev.jetvm.vm.agent;

/**
 * Thrown when an answer would exceed the maximum line length.
 *
 * @spec CONF-06
 */
final class AnswerTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AnswerTooLong(String message) {
        super(message, null, false, false);
    }

    /**
     * Checks a length before the bytes are created. {@link Dispatcher} checks the complete line.
     *
     * @param bytes number of bytes that the answer carries in base64, 4 characters for each 3
     */
    static void require(long bytes) {
        if (bytes > LineInput.LIMIT / 4 * 3) {
            throw new AnswerTooLong(bytes + " bytes do not fit a line");
        }
    }
}
