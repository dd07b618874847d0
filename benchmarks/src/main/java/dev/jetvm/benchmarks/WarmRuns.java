package dev.jetvm.benchmarks;

import dev.jetvm.vm.fast.Engines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a program several times in this process and tells how long each run took, for {@code compare.py --warm}. Processor
 * time of the thread: Jet's collector runs in it, Java's compilers do not.
 */
final class WarmRuns {
    private static final double SECOND = 1e9;

    private WarmRuns() {}

    /** @param args the file of the program, how many runs, and perhaps an engine */
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
