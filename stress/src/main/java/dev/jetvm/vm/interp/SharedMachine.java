package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.sched.Clock;
import dev.jetvm.runtime.sched.ParallelScheduler;
import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * A machine for all states of a test, because a heap reserves memory: a worker for each actor, one for the constructor of the
 * state, and words that survive collections. A worker is blocked unless it is in use.
 */
final class SharedMachine implements RootSource {
    final Vm vm = new Vm(ValueModel.TAGGED, HeapOptions.defaults(), TypeOptions.defaults(), VmOptions.defaults(),
            Engines.standard(), List.of(), OutputStream.nullOutputStream(), System.err);
    final Worker first = vm.newWorker("first");
    final Worker second = vm.newWorker("second");
    private final Worker maker = vm.worker();
    private final RootSlots slots = new RootSlots(vm.model().nil());

    SharedMachine() {
        vm.heap().addRoots(this);
        first.mutator().enterBlocked();
        second.mutator().enterBlocked();
        maker.mutator().enterBlocked();
    }

    /** Computes a number on a worker that no other thread uses. */
    int on(Worker worker, IntSupplier what) {
        worker.mutator().leaveBlocked();
        try {
            return what.getAsInt();
        } finally {
            worker.mutator().enterBlocked();
        }
    }

    /** Makes what a state needs, one state after the other. */
    synchronized int make(IntSupplier what) {
        return on(maker, what);
    }

    Worker maker() {
        return maker;
    }

    /** Keeps a word until {@link #forget}. @return its number */
    int keep(long word) {
        return slots.add(word);
    }

    /** Returns a scheduler of its own for the tasks of a state. It has no workers. */
    Scheduler newScheduler() {
        return new ParallelScheduler(1, _ -> new SubjectCarrier(maker), () -> false, Clock.system(),
                new SplittableRandom(1));
    }

    /** Creates a ready task that executes a function without parameters, and keeps its object. */
    Subject newTask(Module module, String function, TaskScope home, Scheduler scheduler, OutputStream out) {
        FrameStack stack = new FrameStack(vm.model().nil(), vm.options().stackWords(), vm.options().maxStackWords(),
                vm.options().maxFrames());
        Task task = new Task(1, home, scheduler, vm.tasks(), stack, new PrintStream(out), vm.model().nil());
        int object = make(() -> {
            new Linker(vm, maker.mutator, (_, _) -> Optional.empty()).plan(task, module, function);
            return keep(maker.taskObjects.wordOf(task));
        });
        home.add(task);
        task.enter(TaskState.READY);
        return new Subject(task, object);
    }

    /** Forgets a task that has ended, and its object. */
    void forget(Subject subject) {
        subject.task.close();
        forget(subject.object);
    }

    /** A task and the number under which its object is kept. */
    record Subject(Task task, int object) {}

    long kept(int number) {
        return slots.get(number);
    }

    void forget(int number) {
        slots.remove(number);
    }

    @Override
    public String name() {
        return "stress";
    }

    @Override
    public void visit(RootVisitor visitor) {
        slots.visit(visitor);
    }
}
