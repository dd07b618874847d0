package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import java.io.OutputStream;
import java.util.List;
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
