package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Request;

/**
 * Natives for the end of a run: exit handlers, and the request to end.
 *
 * @spec EXIT-01
 * @spec EXIT-14
 */
final class NativeExit {
    static final String MODULE = "jet.exit";

    private NativeExit() {}

    static void define(Natives natives, Vm vm) {
        natives.define(MODULE, "register", 2, (in, first, _) -> {
            long function = Native.arg(in, first);
            if (!in.isCode(function)) {
                throw Native.type("an exit handler is a function or closure");
            }
            LinkedFunction code = vm.function(in.calls.number(function));
            Calls.checkArity(code, 0);
            vm.exitHandlers().register(code, function, in.aggregates.index(Native.arg(in, first + 1)));
            return in.values.nil;
        });
        natives.define(MODULE, "exit", 1, (in, first, _) -> exit(in, in.aggregates.index(Native.arg(in, first))));
    }

    /** Ends the calling task as if it had been cancelled; an exit handler is not the task of the program any more. */
    private static long exit(Worker in, long status) {
        RunEnd end = in.vm.end();
        end.exit(status);
        boolean handles = in.task == in.vm.task() && end.hasBegunHandlers();
        if (!handles) {
            in.task.cancel();
        }
        boolean now = in.mayBeInterrupted() && (handles ? !in.task.isShielded() : in.task.takeCancellation());
        if (now) {
            in.unwinder.cancel();
            return Native.TRANSFERRED;
        }
        if (handles) {
            end.endHandlerLater();
            in.mutator.request(Request.PREEMPT);
        }
        return in.values.nil;
    }
}
