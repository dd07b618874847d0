import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A workload: several threads use one channel; the answer is the history of their operations (CONF-24, CHAN-25). */
final class Workload {

    private static final int MOST_CAPACITY = 65_535;
    private static final long ARGUMENTS_OF_A_THREAD = 1 << 20;

    /** Before one operation in so many, a thread lets another one run. */
    private static final int YIELD_ONE_IN = 8;

    /**
     * A workload without a completed operation for one second is over. The second is counted in slices: a pause of the
     * whole process then counts as one slice, and not as a second in which the threads could run.
     */
    private static final int SLICE_MILLISECONDS = 100;

    private static final int QUIET_SLICES = 10;

    private final Program program;
    private final Queues.Channel channel;
    private final long seed;
    private final List<History> histories = new ArrayList<>();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch running;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    private Workload(Program program, Queues.Channel channel, long seed) {
        this.program = program;
        this.channel = channel;
        this.seed = seed;
        this.running = new CountDownLatch(program.threads().size());
    }

    static Map<String, Object> run(Map<String, Object> request, Queues queues) throws InterruptedException {
        Session.demandAnnounced("workload.run");
        String kind = Request.text(request, "object");
        if (kind.equals("deque")) {
            throw Request.unsupported("deque.workload");
        }
        Request.demand(kind.equals("channel"), "there are no workloads on an object " + kind);
        int capacity = Request.optionalWithin(request, "capacity", 0, MOST_CAPACITY, 0);
        long seed = Request.optionalSeed(request);
        Program program = Program.of(Request.array(request.get("threads"), "threads"));
        demandAnnounced(program, capacity);
        return Map.of("history", new Workload(program, queues.channel(capacity), seed).perform());
    }

    /** A request is read completely before its features are checked: a malformed one is a bad-request. */
    private static void demandAnnounced(Program program, int capacity) {
        Session.demandAnnounced("channel.workload");
        Session.demandAnnounced(capacity == 0 ? "channel.unbuffered" : "channel.buffered");
        program.used().forEach(operation -> Session.demandAnnounced(operation.feature));
    }

    private List<Map<String, Object>> perform() throws InterruptedException {
        long origin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int index = 0; index < program.threads().size(); index++) {
            int thread = index;
            histories.add(new History(thread, origin, completed));
            // A daemon thread does not keep the process from ending.
            threads.add(Thread.ofPlatform().daemon().unstarted(() -> work(thread)));
        }
        threads.forEach(Thread::start);
        awaitEnd();
        List<Map<String, Object>> entries = new ArrayList<>();
        histories.forEach(history -> entries.addAll(history.freeze()));
        release(threads);
        if (fault.get() != null) {
            throw new IllegalStateException(fault.get());
        }
        return entries;
    }

    /** Returns when all threads have ended, or when none has completed an operation for one second. */
    private void awaitEnd() throws InterruptedException {
        int before = completed.get();
        int quiet = 0;
        while (quiet < QUIET_SLICES && !running.await(SLICE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            int now = completed.get();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    /** Ends the threads that wait, after the snapshot. No thread of this workload runs during the next one. */
    private static void release(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(int thread) {
        try {
            meetAll();
            performAll(thread);
        } catch (InterruptedException _) {
            // The operation waited until the end of the workload; its entry has no result.
        } catch (RuntimeException | Error thrown) {
            fault.compareAndSet(null, thrown);
        } finally {
            running.countDown();
        }
    }

    /**
     * Returns when all threads have called it. They poll, because a thread that is woken up begins so late that a short
     * program of another one has ended.
     */
    private void meetAll() {
        arrived.incrementAndGet();
        while (arrived.get() < program.threads().size()) {
            Thread.yield();
        }
    }

    private void performAll(int thread) throws InterruptedException {
        History history = histories.get(thread);
        SplittableRandom chance = new SplittableRandom(seed + thread);
        long argument = thread * ARGUMENTS_OF_A_THREAD;
        for (Program.Operation operation : program.threads().get(thread)) {
            if (chance.nextInt(YIELD_ONE_IN) == 0) {
                Thread.yield();
            }
            if (!history.begin(operation, argument)) {
                return;
            }
            Queues.Result result = performed(operation, argument);
            history.complete(result, history.end());
            if (operation.takesArgument) {
                argument++;
            }
        }
    }

    private Queues.Result performed(Program.Operation operation, long argument) throws InterruptedException {
        return switch (operation) {
            case SEND -> channel.send(argument);
            case RECEIVE -> channel.receive();
            case TRY_SEND -> channel.trySend(argument);
            case TRY_RECEIVE -> channel.tryReceive();
            case CLOSE -> throw new IllegalStateException("these queues have no close");
        };
    }
}
