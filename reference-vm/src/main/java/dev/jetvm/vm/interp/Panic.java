package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import java.util.List;

/**
 * A panic with the stack trace at the time it was raised, innermost frame first.
 *
 * @param cancels whether it unwinds a cancelled task: no handler stops it. The panic that JOIN raises for a cancelled task
 *        has the same code and can be recovered.
 * @spec INTERP-10
 * @spec DBG-04
 * @spec ERR-217
 */
public record Panic(PanicCode code, String message, List<TraceFrame> trace, boolean cancels) {
    Panic(PanicCode code, String message, List<TraceFrame> trace) {
        this(code, message, trace, false);
    }
}
