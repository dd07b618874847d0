package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Natives for pipes, whose numbers are those of their creation. A task that reads waits without its worker.
 *
 * @spec SCHED-18a
 * @spec SCHED-27
 */
final class NativePipes implements AutoCloseable {
    static final String MODULE = "jet.pipes";
    private static final int BYTE = 256;

    private final Vm vm;
    /** Guarded by the monitor. */
    private final List<BytePipe> pipes = new ArrayList<>();
    /** Where each pipe was opened. */
    private final List<String> places = new ArrayList<>();

    NativePipes(Vm vm) {
        this.vm = vm;
    }

    void define(Natives natives) {
        natives.define(MODULE, "open", 0, (in, _, _) -> in.values.ofInt(open(in)));
        natives.define(MODULE, "read", 1, (in, first, _) -> read(in, pipe(in, first)));
        natives.define(MODULE, "write", 2, (in, first, _) -> write(in, pipe(in, first), value(in, first + 1)));
        natives.define(MODULE, "close", 1, (in, first, _) -> {
            pipe(in, first).closeForWriting();
            return in.values.nil;
        });
    }

    private synchronized int open(Worker in) {
        pipes.add(new BytePipe(vm.execution().scheduler().poller()));
        places.add(Vm.placeOf(in));
        return pipes.size() - 1;
    }

    /** Returns a line for each pipe that is open. @spec EXIT-10 */
    synchronized List<String> leaks() {
        return IntStream.range(0, pipes.size()).filter(k -> !pipes.get(k).isClosed())
                .mapToObj(k -> "a pipe is open:" + places.get(k)).toList();
    }

    private synchronized BytePipe pipe(Worker in, int place) {
        long number = in.aggregates.index(Native.arg(in, place));
        if (number < 0 || number >= pipes.size()) {
            throw new PanicException(PanicCode.BOUNDS, "there is no pipe " + number);
        }
        return pipes.get((int) number);
    }

    private static int value(Worker in, int place) {
        long value = in.aggregates.index(Native.arg(in, place));
        if (value < 0 || value >= BYTE) {
            throw new PanicException(PanicCode.BOUNDS, "a byte is 0 to 255, not " + value);
        }
        return (int) value;
    }

    private static long read(Worker in, BytePipe pipe) {
        int value = in.task.endWait() == Waiter.Decision.EVENT ? pipe.received(in.task) : pipe.read();
        if (value == BytePipe.NOTHING) {
            pipe.await(in.task.beginWait(WaitReason.IO, pipe, in.mayBeInterrupted()));
            in.suspend();
            return Native.TRANSFERRED;
        }
        return value == BytePipe.END ? in.values.nil : in.values.ofInt(value);
    }

    private static long write(Worker in, BytePipe pipe, int value) {
        in.task.endWait();
        if (pipe.isClosed()) {
            throw new PanicException(PanicCode.BOUNDS, "the pipe is closed");
        }
        if (!pipe.write(value)) {
            pipe.writers().await(in.task.beginWait(WaitReason.IO, pipe.writers(), in.mayBeInterrupted()));
            in.suspend();
            return Native.TRANSFERRED;
        }
        return in.values.nil;
    }

    @Override
    public synchronized void close() {
        pipes.forEach(BytePipe::close);
        pipes.clear();
    }
}
