package dev.jetvm.conformance.session;

import java.util.Locale;

/** What the suite decides about a case. {@link #SUITE_DEFECT} is never the implementation's fault. */
public enum Verdict {
    PASS, FAIL, CRASH, TIMEOUT, PROTOCOL_ERROR, UNSUPPORTED, SKIPPED, INCONCLUSIVE, SUITE_DEFECT;

    /** The word of reports and expectation files: {@code protocol-error}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
