package dev.jetvm.conformance.corpus;

/** A case file that cannot be used: a fault of the suite, never of an implementation. One message, one place. */
public final class CorpusError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source source;

    /**
     * @param source where the fault is
     * @param problem what was found
     * @param remedy what to do about it
     */
    public CorpusError(Source source, String problem, String remedy) {
        super(source + ": " + problem + "; " + remedy);
        this.source = source;
    }

    public Source source() {
        return source;
    }
}
