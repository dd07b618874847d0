package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.sched.Carrier;
import dev.jetvm.runtime.sched.ScheduledTask;

/**
 * Runs the tasks of a state on a worker of a {@link SharedMachine}, as an {@link Execution} runs those of a program.
 */
final class SubjectCarrier implements Carrier {
    private final Worker worker;
    private int forgotten;

    SubjectCarrier(Worker worker) {
        this.worker = worker;
    }

    /** Returns the number of tasks whose panic no scope asks for. */
    int forgotten() {
        return forgotten;
    }

    @Override
    public Turn run(ScheduledTask task) {
        worker.mutator.withdraw(Request.PREEMPT);
        return switch (worker.run((Task) task)) {
            case YIELDED -> Turn.YIELDED;
            case RETURNED, PANICKED -> Turn.ENDED;
            case BLOCKED, HALTED, EXHAUSTED -> throw new IllegalStateException("the task neither yields nor ends");
        };
    }

    @Override
    public void ended(ScheduledTask task) {
        worker.taskObjects.keepResult((Task) task, false);
    }

    @Override
    public void forget(ScheduledTask task) {
        forgotten++;
        ((Task) task).close();
    }

    @Override
    public void preempt() {
        worker.mutator.request(Request.PREEMPT);
    }

    @Override
    public void enterIdle() {}

    @Override
    public void leaveIdle() {}

    @Override
    public void close() {}
}
