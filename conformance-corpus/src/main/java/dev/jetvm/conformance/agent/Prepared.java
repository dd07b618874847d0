package dev.jetvm.conformance.agent;

/**
 * An encoded line ready to be sent.
 *
 * @param op the operation, for messages
 * @param bytes including the line end
 * @param id that the answer must repeat; {@link #ANY_ID} if any id is accepted
 */
record Prepared(String op, byte[] bytes, long id) {
    static final long ANY_ID = -1;
}
