import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntUnaryOperator;

/** The loads of effects.py that Java has a counterpart for: {@code java Loads panic|cleanup DEPTH COUNT RUNS}. */
final class Loads {
    private static int cleaned;

    private Loads() {}

    public static void main(String[] args) {
        int depth = Integer.parseInt(args[1]);
        IntUnaryOperator load = args[0].equals("panic") ? count -> panic(depth, count) : Loads::cleanup;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int k = Integer.parseInt(args[3]); k > 0; k--) {
            long started = threads.getCurrentThreadCpuTime();
            int done = load.applyAsInt(Integer.parseInt(args[2]));
            System.err.println("time " + (threads.getCurrentThreadCpuTime() - started) / 1e9);
            System.out.println(done);
        }
    }

    private static int panic(int depth, int count) {
        int number = 0;
        while (number < count) {
            number = recovered(depth, number);
        }
        return number;
    }

    private static int recovered(int depth, int number) {
        try {
            return dig(depth);
        } catch (RuntimeException e) {
            return number + 1;
        }
    }

    private static int dig(int depth) {
        if (depth == 1) {
            throw new RuntimeException("bottom");
        }
        return dig(depth - 1);
    }

    private static int cleanup(int count) {
        cleaned = 0;
        int number = 0;
        while (number < count) {
            try {
                number++;
            } finally {
                clean();
            }
        }
        return cleaned;
    }

    /** effects.py keeps the compiler from making this method part of its caller: the loop would become an addition. */
    private static void clean() {
        cleaned++;
    }
}
