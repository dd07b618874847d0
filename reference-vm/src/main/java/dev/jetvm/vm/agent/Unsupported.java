package dev.jetvm.vm.agent;

/** Thrown when a request needs a feature that this agent does not announce. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String feature;

    Unsupported(String feature) {
        super(feature, null, false, false);
        this.feature = feature;
    }

    String feature() {
        return feature;
    }
}
