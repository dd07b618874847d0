package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The exit handlers of a machine, in the order in which they run: the least priority first, of equal ones the one that was
 * registered last. The order is that of the handlers that are left, so a handler that another one registers takes its place in it, or
 * is the next one if its place has passed.
 *
 * @spec EXIT-01
 * @spec EXIT-02
 * @spec EXIT-03
 * @spec ERR-187
 */
final class ExitHandlers {

    /** @param slot where the function or closure is kept */
    private record Handler(long priority, long number, LinkedFunction code, int slot) {}

    private final RootSlots roots;
    @GuardedBy("this")
    private final PriorityQueue<Handler> left = new PriorityQueue<>(
            Comparator.comparingLong(Handler::priority)
                    .thenComparing(Comparator.comparingLong(Handler::number).reversed()));
    @GuardedBy("this")
    private long registered;
    @GuardedBy("this")
    private boolean closed;

    ExitHandlers(RootSlots roots) {
        this.roots = roots;
    }

    /**
     * Registers a function without parameters.
     *
     * @param function the function or closure
     * @throws PanicException {@code bounds} if the last handler has run
     */
    synchronized void register(LinkedFunction code, long function, long priority) {
        if (closed) {
            throw new PanicException(PanicCode.BOUNDS, "the exit handlers have run");
        }
        left.add(new Handler(priority, registered++, code, roots.add(function)));
    }

    /** Takes the next handler, or returns null if none is left. */
    synchronized Vm.@Nullable Start next() {
        Handler next = left.poll();
        return next == null ? null : start(next);
    }

    synchronized void close() {
        closed = true;
    }

    private Vm.Start start(Handler handler) {
        return new Vm.Start() {
            @Override
            public LinkedFunction code() {
                return handler.code;
            }

            @Override
            public long closure() {
                return roots.get(handler.slot);
            }

            @Override
            public long[] arguments(Worker worker) {
                return new long[0];
            }

            @Override
            public void ended() {
                roots.remove(handler.slot);
            }

            @Override
            public void failed() {
                roots.remove(handler.slot);
            }
        };
    }
}
