package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import java.util.List;

/** A panic with the frames that stood when it was raised, the innermost first. Clauses: INTERP-10, DBG-04, ERR-217. */
public record Panic(PanicCode code, String message, List<TraceFrame> trace) {}
