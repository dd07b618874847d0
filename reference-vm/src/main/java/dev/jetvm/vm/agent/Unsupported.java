package dev.jetvm.vm.agent;

/** Something that this agent did not announce was asked of it. */
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
