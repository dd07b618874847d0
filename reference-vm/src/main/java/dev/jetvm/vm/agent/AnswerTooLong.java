package dev.jetvm.vm.agent;

/**
 * The answer would be longer than a line can be.
 *
 * @spec CONF-06
 */
final class AnswerTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AnswerTooLong(String message) {
        super(message, null, false, false);
    }

    /**
     * Looks before bytes are made that no line can hold; the rest of the line is left to {@link Dispatcher}.
     *
     * @param bytes that the answer is to carry in base64, 4 characters for 3 of them
     */
    static void require(long bytes) {
        if (bytes > LineInput.LIMIT / 4 * 3) {
            throw new AnswerTooLong(bytes + " bytes do not fit a line");
        }
    }
}
