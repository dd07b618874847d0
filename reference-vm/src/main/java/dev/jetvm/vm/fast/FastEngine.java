package dev.jetvm.vm.fast;

import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.interp.FrameStack;
import dev.jetvm.vm.interp.Worker;

/**
 * Executes common instructions. It translates a function on first entry. It requires tagged words.
 *
 * @spec INTERP-13a
 */
public final class FastEngine implements Engine {
    private final FastFrames frames;
    private final FastLoop loop;

    private FastEngine(Worker worker) {
        this.frames = new FastFrames(worker);
        this.loop = new FastLoop(worker, frames);
    }

    /** Returns the engine of a worker; {@link Engine#NONE} if its values are not tagged words. */
    public static Engine of(Worker worker) {
        return worker.hasTaggedWords() ? new FastEngine(worker) : NONE;
    }

    @Override
    public boolean advance(FrameStack stack) {
        LinkedFunction code = stack.code();
        if (code.translation == null) {
            code.translation = FastTranslation.of(code);
        }
        int stopped = loop.run(stack);
        return stopped == FastLoop.NOT_TRANSLATED || !frames.callNative(stack, stopped);
    }
}
