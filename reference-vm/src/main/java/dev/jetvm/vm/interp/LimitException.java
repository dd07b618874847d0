package dev.jetvm.vm.interp;

/**
 * Thrown in the middle of an instruction that would exceed a limit of the run, before it has any effect: the run ends as it
 * was before the instruction.
 *
 * @spec INTERP-15
 */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String resource;

    /** @param resource what there is a limit of, as the protocol names it: {@code output} */
    public LimitException(String resource) {
        super("the limit of " + resource + " is reached", null, false, false);
        this.resource = resource;
    }

    public String resource() {
        return resource;
    }
}
