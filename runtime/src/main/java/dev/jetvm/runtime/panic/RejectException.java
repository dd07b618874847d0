package dev.jetvm.runtime.panic;

/** Signals that the runtime rejected an input. The code is normative; the message is informative. */
public final class RejectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@link #at()} of a rejection that has no position. */
    public static final long NOWHERE = -1;

    private final Phase phase;
    private final String code;
    private final long at;

    private RejectException(Phase phase, String code, long at, String message) {
        super(message, null, false, false);
        this.phase = phase;
        this.code = code;
        this.at = at;
    }

    public static RejectException malformed(String code, String message) {
        return new RejectException(Phase.MALFORMED, code, NOWHERE, message);
    }

    /** @param at the offset in bytes of the flaw */
    public static RejectException malformedAt(String code, long at, String message) {
        return new RejectException(Phase.MALFORMED, code, at, message);
    }

    public static RejectException invalid(String code, String message) {
        return new RejectException(Phase.INVALID, code, NOWHERE, message);
    }

    /** @param at the offset in bytes of the flaw */
    public static RejectException invalidAt(String code, long at, String message) {
        return new RejectException(Phase.INVALID, code, at, message);
    }

    public static RejectException unlinkable(String code, String message) {
        return new RejectException(Phase.UNLINKABLE, code, NOWHERE, message);
    }

    public Phase phase() {
        return phase;
    }

    public String code() {
        return code;
    }

    /** The offset of the flaw in bytes, or {@link #NOWHERE}. */
    public long at() {
        return at;
    }
}
