package dev.jetvm.vm.fuzz;

import dev.jetvm.vm.module.Module;
import java.util.SplittableRandom;

/** Modules that verify, for tests of other packages. */
public final class SoundModules {
    private SoundModules() {}

    public static Module module(long seed) {
        return Maker.sound(new SplittableRandom(seed));
    }
}
