package dev.jetvm.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;

/** What a benchmark of tasks or channels does: with tasks of Jet, with virtual threads, and with tasks of a pool where it can. */
interface Load {

    /** @throws IllegalArgumentException if there is none of this name */
    static Load named(String name) {
        String constant = name.toUpperCase(Locale.ROOT);
        for (ChannelLoad load : ChannelLoad.values()) {
            if (load.name().equals(constant)) {
                return load;
            }
        }
        return TaskLoad.valueOf(constant);
    }

    /** Returns the number of switches, tasks or values of one run. */
    int operations();

    /** Returns the program for Jet, with so many workers. */
    Program program(int workers) throws IOException;

    /** The load, in a virtual thread. */
    void work() throws InterruptedException;

    /** What a virtual thread does. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does the load with virtual threads. */
    default void virtualThreads() throws InterruptedException {
        inVirtualThread(this::work);
    }

    /**
     * Does the load with virtual threads that use the channels of the runtime.
     *
     * @throws UnsupportedOperationException if it uses none
     */
    default void runtimeThreads() throws InterruptedException {
        throw new UnsupportedOperationException(this + " uses no channels");
    }

    /** The first thread is virtual too, so that no other thread has to be woken. */
    static void inVirtualThread(Work work) throws InterruptedException {
        List<InterruptedException> thrown = new CopyOnWriteArrayList<>();
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        }).join();
        for (InterruptedException e : thrown) {
            throw e;
        }
    }

    /** Does the load with tasks of a pool. @throws UnsupportedOperationException if they cannot wait so */
    default void forkJoin(ForkJoinPool pool) {
        throw new UnsupportedOperationException(this + " in " + pool);
    }
}
