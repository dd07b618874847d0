package dev.jetvm.conformance.protocol;

/** The constants and names defined by the protocol. */
public final class Protocol {
    /** The version of the protocol that this suite implements and offers in {@code hello}. */
    public static final int VERSION = 1;

    /** The edition of the specification whose clauses the suite tests. */
    public static final String SPEC = "0.1";

    public static final String SUITE_NAME = "jet-conformance";
    public static final String SUITE_VERSION = "0.1.0";

    /** The longest line in either direction in bytes, line end not counted. <p>Clause: CONF-06 */
    public static final int MAX_LINE = 1 << 20;

    /** The largest {@code id}, 2<sup>53</sup>-1: the largest integer that every JSON library represents exactly. */
    public static final long MAX_ID = (1L << 53) - 1;

    private Protocol() {}
}
