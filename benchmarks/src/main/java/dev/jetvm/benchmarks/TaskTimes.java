package dev.jetvm.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs the loads of tasks several times in this process and prints the processor time of each run in nanoseconds per operation, for
 * {@code tasks.py}. The time is that of all threads of the process: workers, collectors and, in the first runs, compilers. Other work on
 * the machine is not in it.
 */
final class TaskTimes {
    /** The option of the JVM that sets how many threads run virtual threads; here, also the number of workers of Jet. */
    static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private TaskTimes() {}

    /** @param args jet, virtual, runtime or forkjoin; the load; the number of runs */
    public static void main(String[] args) throws IOException, InterruptedException {
        Load load = Load.named(args[1]);
        int workers = Integer.getInteger(PARALLELISM, 1);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Program program = load.program(workers);
        try (ForkJoinPool pool = new ForkJoinPool(workers)) {
            for (int k = Integer.parseInt(args[2]); k > 0; k--) {
                long started = System.nanoTime();
                long before = system.getProcessCpuTime();
                switch (args[0]) {
                    case "jet" -> program.run();
                    case "virtual" -> load.virtualThreads();
                    case "runtime" -> load.runtimeThreads();
                    case "forkjoin" -> load.forkJoin(pool);
                    default -> throw new IllegalArgumentException(args[0]);
                }
                System.out.printf(Locale.ROOT, "time %.1f %.1f%n",
                        (double) (system.getProcessCpuTime() - before) / load.operations(),
                        (double) (System.nanoTime() - started) / load.operations());
            }
        }
    }
}
