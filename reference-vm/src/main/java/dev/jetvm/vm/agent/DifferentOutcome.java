package dev.jetvm.vm.agent;

/**
 * Thrown by an operation that ends normally with an outcome other than {@code ok}, one that has no members: {@code empty},
 * {@code contended}.
 *
 * @spec CONF-16
 */
final class DifferentOutcome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String outcome;

    DifferentOutcome(String outcome) {
        super(outcome, null, false, false);
        this.outcome = outcome;
    }

    String outcome() {
        return outcome;
    }
}
