package dev.jetvm.vm.interp;

/**
 * Thrown by an instruction that would exceed a limit of the run, before the instruction has any effect. The run ends in
 * the state before the instruction.
 *
 * @spec INTERP-15
 */
public final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String resource;

    /** @param resource the limited resource, by its name in the protocol: {@code output} */
    public LimitException(String resource) {
        super("the limit of " + resource + " is reached", null, false, false);
        this.resource = resource;
    }

    public String resource() {
        return resource;
    }
}
