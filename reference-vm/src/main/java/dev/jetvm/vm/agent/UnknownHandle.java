package dev.jetvm.vm.agent;

/** Thrown when a request names a handle that does not exist. */
final class UnknownHandle extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownHandle(String name) {
        super("there is no handle " + name, null, false, false);
    }
}
