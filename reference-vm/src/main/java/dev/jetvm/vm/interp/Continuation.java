package dev.jetvm.vm.interp;

import dev.jetvm.runtime.effect.OneShot;
import java.util.List;

/**
 * The part of a continuation that is outside of the heap: the frames between a PERFORM and the frame that handles the effect, with
 * what belongs to them. The values are in an array in the heap, in this order: those of the frames, those of the obligations, the
 * values of the panics being unwound, and the instances whose {@code init} is running.
 *
 * @param frames the frames
 * @param obligations their cleanups, handlers, protected parts and captured variables
 * @param unwinding what their cleanups interrupted, the latest last
 * @param scopes scopes that they have opened, the innermost last
 * @spec EFF-05
 * @spec EFF-16
 */
record Continuation(OneShot use, FrameRun frames, ObligationRun obligations, List<Panic> unwinding,
        List<Task.OpenScope> scopes) {}
