package dev.jetvm.vm.cli;

import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.text.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The end of a process that runs a program: the time-out for its tasks, the signals, the last collection and the report of
 * leaks.
 *
 * <p>A handler of Java's signals runs on a thread of its own, not in the context of the signal, so it may use locks.
 *
 * @spec EXIT-05
 * @spec EXIT-06
 * @spec EXIT-08
 * @spec EXIT-09
 * @spec EXIT-10
 * @spec EXIT-13
 * @spec EXIT-15
 * @spec PLAT-05
 * @spec ERR-191
 * @spec ERR-193
 */
final class ProcessEnd implements AutoCloseable {
    /** Added to the number of a signal for the exit status of a process that it ends. */
    private static final int SIGNALLED = 128;
    /** How long the output may take when the process ends at once. */
    private static final Duration FLUSH_TIME = Duration.ofSeconds(1);

    private final Vm vm;
    private final ProgramOutput output;
    private final PrintWriter err;
    private final long limit;
    /** For signals that end the Java machine, such as SIGHUP. */
    private final AtSignal hook = new AtSignal("jet-flush-at-end", this::flushInTime);
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicBoolean signalled = new AtomicBoolean();

    ProcessEnd(Vm vm, ProgramOutput output, PrintWriter err) {
        this.vm = vm;
        this.output = output;
        this.err = err;
        this.limit = Duration.ofMillis(vm.options().lifecycle().shutdownMillis()).toNanos();
        vm.end().onEnd(output::end);
        vm.end().onWait(this::watch);
        for (String name : new String[]{"INT", "TERM"}) {
            handle(name, this::end);
        }
        for (String name : new String[]{"USR1", "USR2"}) {
            handle(name, _ -> daemon("jet-signal", vm::collectOnSignal));
        }
    }

    /** Handles a signal, unless the Java machine uses it itself or was told to leave it alone. */
    private static void handle(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException used) {
            return;
        }
    }

    private static Thread daemon(String name, Runnable body) {
        return Thread.ofPlatform().daemon().name(name).start(body);
    }

    // --- signals ---

    private void end(Signal signal) {
        int status = SIGNALLED + signal.getNumber();
        if (signalled.compareAndSet(false, true) && !vm.execution().isAborted()) {
            vm.end().exit(status);
        } else {
            daemon("jet-end", () -> endAtOnce(status));
        }
    }

    /** Ends the process without the rest of the program. Only its output so far is flushed. */
    private void endAtOnce(int status) {
        flushInTime();
        Runtime.getRuntime().halt(status);
    }

    private void flushInTime() {
        Thread flushing = daemon("jet-flush", () -> {
            vm.flush();
            tellLost();
        });
        try {
            flushing.join(FLUSH_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the time-out ---

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            daemon("jet-shutdown", this::limitWaits);
        }
    }

    private void limitWaits() {
        try {
            if (vm.end().awaitHandlers(limit)) {
                return;
            }
            if (!vm.end().cancelOthers() || vm.end().awaitHandlers(limit)) {
                return;
            }
            if (vm.end().hasBegunToWait()) {
                vm.end().abandonOthers(this::tellLeft);
            } else {
                tellLeft();
                endAtOnce(vm.end().hasPanicked() ? ProgramStatus.PANICKED : vm.end().requestedStatus());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellLeft() {
        err.println("jet: tasks did not end within %,d ms after they were cancelled"
                .formatted(Duration.ofNanos(limit).toMillis()));
        err.flush();
    }

    // --- after the run ---

    /**
     * Does what is left when the run has ended: the last collection, the finalizers, the output, the leaks.
     *
     * @param status exit status of the program
     * @return the exit status of the process: that of the program, unless it is 0 and the output is lost
     */
    int finish(int status) {
        boolean quiet = vm.endHeap(limit);
        if (!quiet) {
            err.println("jet: finalizers did not end within %,d ms".formatted(Duration.ofNanos(limit).toMillis()));
        }
        int last = flushed(status);
        if (vm.options().lifecycle().checksLeaks()) {
            vm.leaks().forEach(leak -> err.println("leak: " + Printable.text(leak)));
        }
        err.flush();
        if (!quiet) {
            // A finalizer that does not end would keep the heap for ever.
            Runtime.getRuntime().halt(last);
        }
        return last;
    }

    /** Ends a process whose run did not end in order: no finalizer begins, and none is waited for. */
    int leave(int status) {
        int last = flushed(status);
        if (vm.hasPendingFinalizers()) {
            Runtime.getRuntime().halt(last);
        }
        return last;
    }

    /** Flushes the output. @return the status, or that of the failure if the status is 0 and the output is lost */
    int flushed(int status) {
        vm.flush();
        CommandFailure lost = tellLost();
        return lost == null || status != 0 ? status : lost.status();
    }

    private @Nullable CommandFailure tellLost() {
        CommandFailure lost = output.lost();
        if (lost != null) {
            err.print(lost.text());
            err.flush();
        }
        return lost;
    }

    @Override
    public void close() {
        hook.close();
    }
}
