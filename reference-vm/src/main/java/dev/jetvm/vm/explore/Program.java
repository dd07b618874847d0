package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.interp.Vm;
import java.io.OutputStream;
import java.util.function.Supplier;

/** A program that can be run any number of times, each time in a new machine. */
@FunctionalInterface
public interface Program {
    /** Returns a machine with the program linked and ready to run. @param strategy chooses the steps of its run */
    Vm load(Supplier<Strategy> strategy, OutputStream out);
}
