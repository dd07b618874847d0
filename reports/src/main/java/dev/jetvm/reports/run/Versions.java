package dev.jetvm.reports.run;

import dev.jetvm.conformance.protocol.Protocol;

/** The three versions that a report names; they change independently. */
public final class Versions {
    private Versions() {}

    public static final int PROTOCOL = Protocol.VERSION;
    public static final String SPEC = Protocol.SPEC;
    public static final String SUITE = Protocol.SUITE_VERSION;
}
