package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.sched.TaskScope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run. When the root task has returned from its last function, panicked or was cancelled, it waits until all
 * other tasks have ended, executes the exit handlers, and ends with the outcome of the run: the first panic that was not
 * recovered, otherwise the status that an exit was requested with, otherwise the result of its last function.
 *
 * <p>The stage and the requests are guarded by the monitor; all else belongs to the worker that runs the root task.
 *
 * @spec EXIT-03
 * @spec EXIT-04
 * @spec EXIT-07
 * @spec EXIT-12
 * @spec EXIT-14
 * @spec ERR-188
 * @spec ERR-285
 */
public final class RunEnd {

    /** How far the run is. */
    private enum Stage {
        RUNNING, WAITING, HANDLERS, OVER
    }

    private final Vm vm;
    private volatile Stage stage = Stage.RUNNING;
    private volatile @Nullable Long requested;
    /** The scope of the tasks that the end waits for; the tasks of each exit handler have one of their own. */
    private volatile TaskScope others;
    /** Whether the end no longer waits for these tasks. */
    private volatile boolean skips;
    /** Whether the end did not wait for some task. */
    private volatile boolean abandons;
    /** Whether the exit handler that runs ends as soon as it may be cancelled. */
    private boolean endsHandler;
    private volatile Runnable onEnd = () -> {};
    private volatile Runnable onWait = () -> {};
    private volatile Consumer<Panic> onPanic = panic -> {};
    /** Whether a panic ended the run at once. */
    private final AtomicBoolean aborted = new AtomicBoolean();
    private boolean cancelled;
    /** Whether the exit handlers have begun. */
    private boolean handled;
    private @Nullable Panic panic;
    /** The last panic that was told. */
    private volatile @Nullable Panic told;
    /** The result of the last function, a root. */
    private long result;

    RunEnd(Vm vm) {
        this.vm = vm;
        this.result = vm.model().nil();
        this.others = vm.rootScope();
    }

    void visit(RootVisitor visitor) {
        result = visitor.visit(result);
    }

    // --- requests, by any thread ---

    /**
     * Requests the end of the run with a status: the root task and all others are cancelled. Only the first request before the exit
     * handlers counts.
     *
     * @return whether this one counts
     */
    public boolean exit(long status) {
        synchronized (this) {
            if (requested != null || stage.compareTo(Stage.WAITING) > 0) {
                return false;
            }
            requested = status;
            others.cancel();
            vm.task().cancel();
        }
        onEnd.run();
        onWait.run();
        return true;
    }

    /** Returns the status that an exit was requested with, or 0. */
    public int requestedStatus() {
        Long status = requested;
        return status == null ? 0 : (int) (status & 0xFF);
    }

    /** Cancels the tasks that the end of the run waits for. @return false if the exit handlers have begun */
    public synchronized boolean cancelOthers() {
        if (hasBegunHandlers()) {
            return false;
        }
        others.cancel();
        return true;
    }

    /**
     * Stops waiting for tasks before the exit handlers, unless they have begun.
     *
     * @param tell told before
     */
    public synchronized void abandonOthers(Runnable tell) {
        if (!hasBegunHandlers()) {
            tell.run();
            abandon();
        }
    }

    private void abandon() {
        skips = true;
        abandons = true;
        others.release();
    }

    /** Returns whether the root task waits for other tasks or has done so. */
    public boolean hasBegunToWait() {
        return stage != Stage.RUNNING;
    }

    /** Returns whether the run is over. */
    public boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Returns whether a panic was told. */
    public boolean hasPanicked() {
        return told != null;
    }

    /**
     * Ends the run at once with a panic, and tells it, unless another panic has.
     *
     * @return whether this one ends the run
     */
    boolean abort(Panic ends) {
        if (!aborted.compareAndSet(false, true)) {
            return false;
        }
        tell(ends);
        synchronized (this) {
            stage = Stage.OVER;
            notifyAll();
        }
        return true;
    }

    /** Cancels the tasks of an exit handler because one of them executed HALT. */
    void halt() {
        others.cancel();
    }

    /** Waits until the exit handlers begin, for a limited time. @return whether they have begun */
    public synchronized boolean awaitHandlers(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!hasBegunHandlers()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Returns whether the end no longer waits for other tasks, some of which have not ended. */
    boolean abandons() {
        return abandons;
    }

    /** Returns whether the run waits for its tasks no more: the exit handlers run, or the run is over. */
    public boolean hasBegunHandlers() {
        return stage.compareTo(Stage.WAITING) > 0;
    }

    /** Sets what is told when an exit was requested, or the last function of the root task has ended. */
    public void onEnd(Runnable listener) {
        onEnd = listener;
    }

    /** Sets what is told when an exit was requested, or the end waits for other tasks. */
    public void onWait(Runnable listener) {
        onWait = listener;
    }

    /** Sets what receives each panic that ends the run or an exit handler, as soon as it is known. */
    public void onPanic(Consumer<Panic> listener) {
        onPanic = listener;
    }

    // --- panics ---

    /**
     * Tells a panic that ends the run, unless it was told when it was raised.
     *
     * @spec UNW-05
     */
    void tell(Panic ends) {
        if (told != ends) {
            told = ends;
            onPanic.accept(ends);
        }
    }

    private void note(Panic ends) {
        if (panic == null) {
            panic = ends;
        }
        tell(ends);
    }

    // --- the end, by the root task ---

    /**
     * Deals with the panic or the cancellation of the root task.
     *
     * @return whether the root task goes on with the end of the run
     */
    boolean catches(Worker in) {
        Task root = in.task;
        Panic why = root.failure();
        if (root.aborts() || vm.execution().isHalted() || stage == Stage.OVER) {
            return false;
        }
        keepResult(in);
        boolean handles = stage == Stage.HANDLERS;
        if (!why.cancels() || !handles && requested == null) {
            note(why);
        }
        if (!handles || why.code() == PanicCode.DEADLOCK) {
            if (cancelled && why.code() == PanicCode.DEADLOCK) {
                // Tasks that wait for each other although they are cancelled never end.
                abandon();
            }
            cancelled = true;
            others.cancel();
        }
        root.revive();
        return true;
    }

    /**
     * Goes on when no function of the root task is left.
     *
     * @return false if the run is over; otherwise the task waits, or has begun an exit handler
     */
    boolean goesOn(Worker in) {
        keepResult(in);
        if (!skips && in.scopes.awaits(others)) {
            onWait.run();
            if (skips) {
                others.release();
            }
            return true;
        }
        if (vm.execution().isHalted()) {
            if (handled) {
                finish(in.task, in);
            }
            return false;
        }
        noteUnjoined();
        beginHandlers(in.task);
        Vm.Start next = vm.exitHandlers().next();
        if (next == null) {
            finish(in.task, in);
            return false;
        }
        beginHandler();
        others = new TaskScope(null);
        in.task.outermost = others;
        cancelled = false;
        skips = false;
        in.task.plan(List.of(next));
        in.task.setStatus(Task.Status.RUNNING);
        in.begin(next);
        return true;
    }

    /** Makes the exit handler that runs end as soon as it may be cancelled. */
    void endHandlerLater() {
        endsHandler = true;
    }

    boolean endsHandler() {
        return endsHandler;
    }

    void beginHandler() {
        endsHandler = false;
    }

    /** Goes on to the next stage, unless the run is at another one: another task may have ended it at once. */
    private synchronized boolean advance(Stage from, Stage next) {
        if (stage != from) {
            return false;
        }
        stage = next;
        notifyAll();
        return true;
    }

    private void keepResult(Worker in) {
        if (advance(Stage.RUNNING, Stage.WAITING)) {
            result = in.stack.result;
            onEnd.run();
        }
    }

    /** A panic of a task that no task joined ends the run. */
    private void noteUnjoined() {
        TaskScope all = others;
        while (all.failure() instanceof Task failed) {
            note(failed.failure());
            all.joined(failed);
        }
    }

    private void beginHandlers(Task root) {
        if (advance(Stage.WAITING, Stage.HANDLERS)) {
            handled = true;
            root.shield();
        }
    }

    /** Ends the root task with the outcome of the run. */
    void finish(Task root, Worker in) {
        stage = Stage.OVER;
        vm.exitHandlers().close();
        Long status = requested;
        if (panic != null) {
            root.failed(panic);
            root.stack.result = result;
        } else if (status != null) {
            root.stack.result = in.values.ofInt(status);
        } else {
            root.stack.result = result;
        }
    }

    /**
     * Ends the root task after HALT was executed while exit handlers ran: the outcome is the one that was known before.
     *
     * @return false if none ran
     */
    boolean halts(Task root) {
        if (!handled) {
            return false;
        }
        if (stage != Stage.OVER) {
            noteUnjoined();
            finish(root, vm.worker());
            if (panic == null) {
                root.returned();
            }
        }
        return true;
    }
}
