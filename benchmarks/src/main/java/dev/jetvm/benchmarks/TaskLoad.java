package dev.jetvm.benchmarks;

import dev.jetvm.vm.fast.Engines;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmarks of tasks do, in the same numbers as the programs of {@code programs/tasks}: with tasks of Jet, with
 * virtual threads, and with tasks of a {@link ForkJoinPool} where it has an operation of the kind.
 */
public enum TaskLoad implements Load {
    /** Two tasks yield in turn. A task of a pool cannot yield. */
    YIELD(400_000) {
        @Override
        public void work() throws InterruptedException {
            Runnable work = () -> {
                for (int k = 0; k < 200_000; k++) {
                    Thread.yield();
                }
            };
            Thread first = Thread.startVirtualThread(work);
            Thread second = Thread.startVirtualThread(work);
            first.join();
            second.join();
        }
    },
    /** Two tasks unpark each other and park. */
    UNPARK(400_000) {
        @Override
        public void work() throws InterruptedException {
            Player[] players = {new Player(), new Player()};
            Thread[] threads = {Thread.ofVirtual().unstarted(() -> players[0].play(200_000, true)),
                    Thread.ofVirtual().unstarted(() -> players[1].play(200_000, false))};
            players[0].other = players[1];
            players[1].other = players[0];
            for (int k = 0; k < 2; k++) {
                players[k].thread = threads[k];
            }
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    },
    /** Spawns a task and joins it. */
    SPAWN_JOIN(1_000_000) {
        @Override
        public void work() throws InterruptedException {
            int[] number = {0};
            for (int k = 0; k < 1_000_000; k++) {
                Thread.startVirtualThread(() -> number[0]++).join();
            }
        }

        @Override
        public void forkJoin(ForkJoinPool pool) {
            pool.invoke(new RecursiveTask<Integer>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected Integer compute() {
                    int number = 0;
                    for (int k = 0; k < 1_000_000; k++) {
                        number = new Increment(number).fork().join();
                    }
                    return number;
                }
            });
        }
    },
    /** Spawns 1,000 tasks and waits for all of them. */
    FAN(1_000_000) {
        @Override
        public void work() throws InterruptedException {
            Thread[] threads = new Thread[1000];
            for (int round = 0; round < 1000; round++) {
                for (int k = 0; k < threads.length; k++) {
                    threads[k] = Thread.startVirtualThread(() -> {});
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }

        @Override
        public void forkJoin(ForkJoinPool pool) {
            pool.invoke(new RecursiveAction() {
                private static final long serialVersionUID = 1L;

                @Override
                protected void compute() {
                    Increment[] tasks = new Increment[1000];
                    for (int round = 0; round < 1000; round++) {
                        for (int k = 0; k < tasks.length; k++) {
                            tasks[k] = new Increment(k);
                            tasks[k].fork();
                        }
                        for (int k = tasks.length - 1; k >= 0; k--) {
                            tasks[k].join();
                        }
                    }
                }
            });
        }
    };

    private final int operations;

    TaskLoad(int operations) {
        this.operations = operations;
    }

    @Override
    public int operations() {
        return operations;
    }

    @Override
    public Program program(int workers) throws IOException {
        return Program.ofResource("tasks/" + name().toLowerCase(Locale.ROOT), Engines.standard(), workers);
    }

    /** One of two threads that wake each other. */
    private static final class Player {
        @Nullable
        Player other;
        @Nullable
        Thread thread;
        private volatile int turns;

        void play(int rounds, boolean first) {
            Player opponent = other;
            if (opponent == null) {
                throw new IllegalStateException("a game needs two");
            }
            for (int k = 1; k <= rounds; k++) {
                if (first) {
                    opponent.serve(k);
                }
                while (turns < k) {
                    LockSupport.park(this);
                }
                if (!first) {
                    opponent.serve(k);
                }
            }
        }

        private void serve(int turn) {
            turns = turn;
            LockSupport.unpark(thread);
        }
    }

    /** A task that computes one more than its number. */
    private static final class Increment extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;
        private final int number;

        Increment(int number) {
            this.number = number;
        }

        @Override
        protected Integer compute() {
            return number + 1;
        }
    }
}
