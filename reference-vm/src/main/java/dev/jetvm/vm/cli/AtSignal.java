package dev.jetvm.vm.cli;

/** Registers an action that runs if the process is terminated while a command executes. Closing unregisters it. */
final class AtSignal implements AutoCloseable {
    private final Thread hook;

    AtSignal(String name, Runnable action) {
        this.hook = new Thread(action, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is shutting down, and the action runs or has run.
        }
    }
}
