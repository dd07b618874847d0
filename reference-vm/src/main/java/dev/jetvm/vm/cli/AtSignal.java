package dev.jetvm.vm.cli;

/** What is done when the process is told to end while a command works. Closed when the command is done by itself. */
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
            // The process is ending: it has done its work, or is at it.
        }
    }
}
