package dev.jetvm.benchmarks;

import dev.jetvm.vm.fast.Engines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a program several times in this process and prints the time of each run in seconds, for
 * {@code compare.py --warm}. The time is the CPU time of the thread: it includes Jet's collector and excludes the JVM's
 * compilers.
 */
final class WarmRuns {
    private static final double SECOND = 1e9;

    private WarmRuns() {}

    /** @param args the program file, the number of runs and, optionally, the name of an engine */
    public static void main(String[] args) throws IOException {
        Program program = new Program(Files.readString(Path.of(args[0])),
                args.length > 2 ? Engines.named(args[2]) : Engines.standard());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int k = Integer.parseInt(args[1]); k > 0; k--) {
            long started = threads.getCurrentThreadCpuTime();
            String written = program.run();
            System.err.println("time " + (threads.getCurrentThreadCpuTime() - started) / SECOND);
            System.out.print(written);
        }
    }
}
