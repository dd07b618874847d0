package dev.jetvm.conformance.agent;

/**
 * A line ready to be sent.
 *
 * @param op the operation, for messages
 * @param bytes with the line end
 * @param id that the answer has to repeat; {@link #ANY_ID} if any will do
 */
record Prepared(String op, byte[] bytes, long id) {
    static final long ANY_ID = -1;
}
