package dev.jetvm.conformance.session;

import java.util.Locale;

/** The decision of the suite about a case. {@link #SUITE_DEFECT} is never the implementation's fault. */
public enum Verdict {
    PASS, FAIL, CRASH, TIMEOUT, PROTOCOL_ERROR, UNSUPPORTED, SKIPPED, INCONCLUSIVE, SUITE_DEFECT;

    /** The verdict as written in reports and expectation files: {@code protocol-error}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
