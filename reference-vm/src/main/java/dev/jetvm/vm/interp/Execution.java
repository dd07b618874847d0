package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.sched.Carrier;
import dev.jetvm.runtime.sched.Clock;
import dev.jetvm.runtime.sched.ControlledScheduler;
import dev.jetvm.runtime.sched.ParallelScheduler;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program of a machine: its root task and the tasks that it spawns. A run without a limit uses as many threads
 * as the machine has workers. A run with a budget of instructions uses the calling thread alone, so that the budget is
 * that of all tasks together and each run executes the same instructions.
 *
 * @spec SCHED-01
 * @spec SCHED-02
 * @spec SCHED-17
 * @spec SCHED-21
 * @spec INTERP-15
 */
public final class Execution {
    /** Instructions after which a task yields in a run with a budget. */
    static final int QUANTUM = 10_000;
    private static final long FINALIZER_NANOS = 1_000_000;

    /** Executes instructions of a task. */
    @FunctionalInterface
    public interface Stepper {
        Outcome run(Worker worker, Task task, long steps);
    }

    private final Vm vm;
    /** What chooses the steps of controlled runs, or null. */
    private final @Nullable Strategy strategy;
    private final Scheduler scheduler;
    private final LongAdder executed = new LongAdder();
    private final LongAdder called = new LongAdder();
    private volatile boolean halted;
    /** The panic that ended the run at once, or null. */
    private volatile @Nullable Panic aborted;
    private volatile String exhausted = "";
    private volatile String deadlock = "";
    /** Budget and stepper of the present run, if it has one. */
    private long left;
    private @Nullable Stepper stepper;
    private static final Stepper COUNTING = (worker, task, most) -> worker.run(task, most);

    /** @param threads greatest number of workers */
    Execution(Vm vm, int threads) {
        this.vm = vm;
        VmOptions options = vm.options();
        Supplier<Strategy> schedule = options.schedule();
        this.strategy = schedule == null ? null : schedule.get();
        this.scheduler = strategy == null
                ? parallel(threads, options)
                : new ControlledScheduler(strategy, new Waits());
    }

    private Scheduler parallel(int threads, VmOptions options) {
        Clock clock = options.virtualTime() ? new Clock.Virtual() : Clock.system();
        return new ParallelScheduler(threads,
                number -> new WorkerCarrier(vm.newWorker("worker " + number), true), new Waits(), clock,
                new SplittableRandom(options.seed()));
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /** Returns one of some numbers, from 0, by chance or as the schedule of a controlled run says. */
    int pick(RandomGenerator random, int choices) {
        if (choices == 1) {
            return 0;
        }
        return strategy == null ? random.nextInt(choices) : strategy.pick(choices);
    }

    /** Runs the program to its end. */
    public Outcome run() {
        stepper = null;
        return run(false);
    }

    /**
     * Runs the program until it ends or the budget is spent. Instructions are executed individually and counted.
     *
     * @param steps maximum number of instructions of all tasks
     */
    public Outcome run(long steps) {
        return run(steps, COUNTING);
    }

    /** Runs the program as {@link #run(long)} does. @param how executes the instructions */
    public Outcome run(long steps, Stepper how) {
        left = steps;
        stepper = how;
        return run(true);
    }

    private Outcome run(boolean single) {
        Task root = vm.task();
        if (root.status().isFinal() && (root.isDead() || isAborted() || vm.end().abandons())) {
            return Worker.ended(root);
        }
        scheduler.run(root, new WorkerCarrier(vm.worker(), false), single);
        Panic last = aborted;
        if (last != null) {
            root.failed(last);
        } else if (halted) {
            if (!vm.end().halts(root)) {
                root.halted(vm.model().nil());
            }
        } else if (!exhausted.isEmpty()) {
            root.exhaust(exhausted);
        }
        return root.status().isFinal() ? Worker.ended(root) : Outcome.EXHAUSTED;
    }

    /** Returns whether an instruction HALT ended the run. */
    boolean isHalted() {
        return halted;
    }

    /** Returns whether a panic ended the run at once, without exit handlers. */
    public boolean isAborted() {
        return aborted != null;
    }

    // --- counters ---

    void count(long instructions, long calls) {
        executed.add(instructions);
        called.add(calls);
    }

    /** Returns the number of instructions of all tasks that counted runs executed. */
    public long executed() {
        return executed.sum();
    }

    /** Returns the number of frames that calls created, in all tasks. */
    public long called() {
        return called.sum();
    }

    // --- deadlock ---

    /** Returns who waits for what, as it was when no task could run. */
    String deadlock() {
        return deadlock;
    }

    /** No task can run: the root task panics, unless a finalizer may still wake one. */
    private final class Waits implements Scheduler.Quiescence {
        @Override
        public boolean awaitsOthers() {
            boolean awaits = vm.hasPendingFinalizers();
            if (awaits) {
                LockSupport.parkNanos(FINALIZER_NANOS);
            }
            return awaits;
        }

        @Override
        public boolean resolve() {
            Waiter waiter = vm.task().waiting();
            if (waiter == null) {
                return false;
            }
            StringJoiner waits = new StringJoiner("; ", "no task can run: ", "");
            vm.tasks().all().stream().filter(task -> task.waiting() != null).forEach(task -> waits.add(describe(task)));
            deadlock = waits.toString();
            return waiter.decide(Waiter.Decision.DEADLOCK);
        }
    }

    private static String describe(Task task) {
        Waiter waiter = task.waiting();
        String what = waiter == null ? "nothing" : switch (waiter.subject()) {
            case ScheduledTask other when waiter.reason() == WaitReason.JOIN ->
                "the end of task " + other.id();
            case TaskScope _ -> "the tasks of a scope";
            case Selection cases -> cases.toString();
            default -> waiter.reason().wire();
        };
        String where = task.trace().stream().findFirst().map(frame -> " in %s:%d".formatted(frame.function(),
                frame.line())).orElse("");
        return "task %d waits for %s%s".formatted(task.id(), what, where);
    }

    // --- carriers ---

    /** Executes tasks on a worker. */
    private final class WorkerCarrier implements Carrier {
        private final Worker worker;
        private final boolean owns;
        private final @Nullable Steps steps;

        /** @param owns whether the worker ends with the carrier */
        WorkerCarrier(Worker worker, boolean owns) {
            this.worker = worker;
            this.owns = owns;
            this.steps = strategy == null
                    ? null
                    : new Steps(worker, stepper == null ? COUNTING : stepper,
                            strategy instanceof StepObserver observer ? observer : null);
        }

        @Override
        public Turn run(ScheduledTask task) {
            worker.mutator.withdraw(Request.PREEMPT);
            if (scheduler.isStopped()) {
                preempt();
            }
            Task running = (Task) task;
            return switch (advance(running)) {
                case YIELDED -> Turn.YIELDED;
                case BLOCKED -> Turn.BLOCKED;
                case PANICKED -> {
                    if (!running.aborts()) {
                        yield running == vm.task() && vm.end().abandons() ? Turn.STOPPED : Turn.ENDED;
                    }
                    Panic last = running.failure();
                    if (vm.end().abort(last)) {
                        aborted = last;
                    }
                    yield Turn.STOPPED;
                }
                case RETURNED -> running == vm.task() && vm.end().abandons() ? Turn.STOPPED : Turn.ENDED;
                case HALTED -> {
                    halted = true;
                    vm.end().halt();
                    yield Turn.HALTED;
                }
                case EXHAUSTED -> {
                    exhausted = running.exhausted();
                    yield exhausted.isEmpty() && left > 0 ? Turn.YIELDED : Turn.STOPPED;
                }
            };
        }

        private Outcome advance(Task task) {
            Stepper how = stepper;
            if (steps != null) {
                Outcome outcome = steps.step(task, how == null ? Long.MAX_VALUE : left);
                left = how == null ? Long.MAX_VALUE : steps.left();
                return outcome;
            }
            if (how == null) {
                return worker.run(task);
            }
            long before = task.executed();
            try {
                return how.run(worker, task, Math.min(left, QUANTUM));
            } finally {
                left -= task.executed() - before;
            }
        }

        @Override
        public void ended(ScheduledTask task) {
            Task ended = (Task) task;
            boolean root = ended == vm.task();
            worker.taskObjects.keepResult(ended, root);
            if (!root) {
                ended.stack.release();
            }
        }

        @Override
        public void forget(ScheduledTask task) {
            ((Task) task).close();
        }

        @Override
        public void preempt() {
            worker.mutator.request(Request.PREEMPT);
        }

        @Override
        public void enterIdle() {
            if (!scheduler.isStopped()) {
                vm.flush();
            }
            worker.mutator.enterBlocked();
        }

        @Override
        public void leaveIdle() {
            worker.mutator.leaveBlocked();
        }

        @Override
        public void close() {
            if (owns) {
                worker.close();
            }
        }
    }
}
