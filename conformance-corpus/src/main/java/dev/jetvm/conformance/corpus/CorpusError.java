package dev.jetvm.conformance.corpus;

/**
 * An invalid case file: a fault of the suite, never of an implementation. The message names one fault and its place.
 */
public final class CorpusError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Source source;

    /**
     * @param source place of the fault
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
