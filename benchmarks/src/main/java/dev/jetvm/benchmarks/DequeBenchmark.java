package dev.jetvm.benchmarks;

import dev.jetvm.runtime.sched.Steal;
import dev.jetvm.runtime.sched.WorkStealingDeque;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The work-stealing deque and its peers in the same run: the pair of push and pop of an owner, push and steal by one thread, and
 * steals by a second thread. {@link ArrayDeque} is the cost without any synchronisation, {@link ConcurrentLinkedDeque} that of a
 * deque with compare and set at both ends, {@link ForkJoinPool} that of the scheduler of the JDK with its tasks.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DequeBenchmark.ELEMENTS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class DequeBenchmark {
    static final int ELEMENTS = 10_000;

    /** The deques of one thread; each benchmark leaves them empty. */
    @State(Scope.Thread)
    public static class Deques {
        final WorkStealingDeque<Object> jet = new WorkStealingDeque<>();
        final ArrayDeque<Object> array = new ArrayDeque<>();
        final ConcurrentLinkedDeque<Object> linked = new ConcurrentLinkedDeque<>();
        final Object element = new Object();
    }

    /** A pool with one worker and one with two. */
    @State(Scope.Benchmark)
    public static class Pools {
        final ForkJoinPool one = new ForkJoinPool(1);
        final ForkJoinPool two = new ForkJoinPool(2);

        @TearDown
        public void close() {
            one.close();
            two.close();
        }
    }

    // --- push and pop by the owner ---

    @Benchmark
    public long jetPushPop(Deques state) {
        long found = 0;
        for (int k = 0; k < ELEMENTS; k++) {
            state.jet.push(state.element);
            found += state.jet.pop() == state.element ? 1 : 0;
        }
        return found;
    }

    @Benchmark
    public long arrayDequePushPop(Deques state) {
        long found = 0;
        for (int k = 0; k < ELEMENTS; k++) {
            state.array.addLast(state.element);
            found += state.array.pollLast() == state.element ? 1 : 0;
        }
        return found;
    }

    @Benchmark
    public long concurrentLinkedDequePushPop(Deques state) {
        long found = 0;
        for (int k = 0; k < ELEMENTS; k++) {
            state.linked.addLast(state.element);
            found += state.linked.pollLast() == state.element ? 1 : 0;
        }
        return found;
    }

    /** A fork and an unfork are a push and a pop of the worker's own queue. */
    @Benchmark
    public long forkJoinPoolForkUnfork(Pools pools) {
        return pools.one.invoke(ForkJoinTask.adapt(() -> {
            long found = 0;
            for (int k = 0; k < ELEMENTS; k++) {
                found += new Nothing().fork().tryUnfork() ? 1 : 0;
            }
            return found;
        }));
    }

    // --- push all, then steal all, by one thread ---

    @Benchmark
    public long jetPushSteal(Deques state) {
        for (int k = 0; k < ELEMENTS; k++) {
            state.jet.push(state.element);
        }
        long found = 0;
        while (state.jet.steal() instanceof Steal.Taken<Object>) {
            found++;
        }
        return found;
    }

    @Benchmark
    public long arrayDequePushPoll(Deques state) {
        for (int k = 0; k < ELEMENTS; k++) {
            state.array.addLast(state.element);
        }
        long found = 0;
        while (state.array.pollFirst() != null) {
            found++;
        }
        return found;
    }

    @Benchmark
    public long concurrentLinkedDequePushPoll(Deques state) {
        for (int k = 0; k < ELEMENTS; k++) {
            state.linked.addLast(state.element);
        }
        long found = 0;
        while (state.linked.pollFirst() != null) {
            found++;
        }
        return found;
    }

    // --- the owner pushes and pops, another thread steals, until all elements are taken ---

    @Benchmark
    public long jetWithAThief() throws InterruptedException {
        WorkStealingDeque<Object> deque = new WorkStealingDeque<>();
        Object element = new Object();
        Object last = new Object();
        Thread thief = Thread.ofPlatform().start(() -> {
            while (!(deque.steal() instanceof Steal.Taken<Object>(Object taken) && taken == last)) {
                Thread.onSpinWait();
            }
        });
        for (int k = 0; k < ELEMENTS; k++) {
            deque.push(element);
            if ((k & 1) == 0) {
                deque.pop();
            }
        }
        deque.push(last);
        thief.join();
        return deque.size();
    }

    @Benchmark
    public long concurrentLinkedDequeWithAThief() throws InterruptedException {
        ConcurrentLinkedDeque<Object> deque = new ConcurrentLinkedDeque<>();
        Object element = new Object();
        Object last = new Object();
        Thread thief = Thread.ofPlatform().start(() -> {
            while (deque.pollFirst() != last) {
                Thread.onSpinWait();
            }
        });
        for (int k = 0; k < ELEMENTS; k++) {
            deque.addLast(element);
            if ((k & 1) == 0) {
                deque.pollLast();
            }
        }
        deque.addLast(last);
        thief.join();
        return deque.size();
    }

    /** One worker forks, the other steals; both run what they take. */
    @Benchmark
    public void forkJoinPoolWithAThief(Pools pools) {
        pools.two.invoke(new RecursiveAction() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void compute() {
                Nothing[] tasks = new Nothing[ELEMENTS];
                for (int k = 0; k < ELEMENTS; k++) {
                    tasks[k] = new Nothing();
                    tasks[k].fork();
                }
                for (int k = ELEMENTS - 1; k >= 0; k--) {
                    tasks[k].join();
                }
            }
        });
    }

    /** A task that does nothing. */
    private static final class Nothing extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        @Override
        protected void compute() {
            // only the path through the queue is measured
        }
    }
}
