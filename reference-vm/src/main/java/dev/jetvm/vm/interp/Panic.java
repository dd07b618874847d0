package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import java.util.List;

/**
 * A panic with the stack trace at the time it was raised, innermost frame first.
 *
 * @spec INTERP-10
 * @spec DBG-04
 * @spec ERR-217
 */
public record Panic(PanicCode code, String message, List<TraceFrame> trace) {}
