package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.Finalizers;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The finalizers of a session. The body of a finalizer is one action, described by the request that registers it, so
 * that the suite can specify its effect without bytecode.
 */
final class FinalizerScripts implements AutoCloseable {
    private static final int COUNT_MAX = 1_000_000;

    private final HeapMachine machine;
    private final Finalizers finalizers;
    private final Map<String, Finalizers.Gate> gates = new ConcurrentHashMap<>();

    FinalizerScripts(HeapMachine machine) {
        this.machine = machine;
        this.finalizers = new Finalizers(machine.heap(), machine::logFailure);
    }

    Finalizers finalizers() {
        return finalizers;
    }

    /** Returns the gate of a name, initially closed. */
    Finalizers.Gate gate(String name) {
        return gates.computeIfAbsent(name, _ -> new Finalizers.Gate());
    }

    @Override
    public void close() {
        finalizers.close();
    }

    /** An action of a body on the object in a temporary root. */
    @FunctionalInterface
    private interface Action {
        /** Runs the action. Returns a value for the log, or null. */
        @Nullable
        ObjectNode run(Mutator mutator, int self);
    }

    /** A body that records the value of its action. */
    static final class Script implements Finalizer.Body {
        private final Action action;
        private volatile @Nullable ObjectNode value;

        private Script(Action action) {
            this.action = action;
        }

        @Override
        public void run(Mutator mutator, int self) {
            value = action.run(mutator, self);
        }

        @Nullable
        ObjectNode value() {
            return value;
        }
    }

    /** Returns the body that a request describes. */
    Script read(Arguments in) {
        return new Script(in.has("action") ? action(in.nested("action")) : (_, _) -> null);
    }

    private Action action(Arguments in) {
        return switch (in.text("do")) {
            case "nothing" -> (_, _) -> null;
            case "panic" -> (_, _) -> {
                throw new PanicException(PanicCode.USER, "asked for");
            };
            case "store" -> store(in.text("global"));
            case "read" -> read(in.clamped("slot"));
            case "bytes" -> this::bytes;
            case "target" -> target(in.clamped("slot"));
            case "touch" -> touch(in.clamped("slot"));
            case "allocate" -> allocate(in);
            case "collect" -> (mutator, _) -> {
                machine.heap().collect(mutator, CollectionKind.FULL);
                return null;
            };
            case "wait" -> waiting(in.text("gate"));
            default -> throw new BadRequest("do is nothing, panic, store, read, bytes, target, touch, allocate, collect"
                    + " or wait");
        };
    }

    private Records records() {
        return machine.part(Records.class, Records::new);
    }

    private long self(Mutator mutator, int self) {
        return machine.model().address(mutator.kept(self));
    }

    private long object(long word) {
        if (!machine.model().isReference(word)) {
            throw new PanicException(PanicCode.TYPE, "the slot holds no object");
        }
        return machine.model().address(word);
    }

    private long slot(Mutator mutator, int self, long slot) {
        return mutator.load(records().slot(self(mutator, self), slot));
    }

    private Action store(String global) {
        return (mutator, self) -> {
            machine.globals().set(global, mutator.kept(self));
            return null;
        };
    }

    private Action read(long slot) {
        return (mutator, self) -> machine.write(slot(mutator, self, slot), mutator);
    }

    private ObjectNode bytes(Mutator mutator, int self) {
        long object = self(mutator, self);
        long count = records().shapeOf(object).bytes();
        return Json.object().put("bytes",
                Json.bytes(mutator.memory().bytes(records().bytes(object, 0, count), (int) count)));
    }

    /** Returns the target of the weak reference in a slot. */
    private Action target(long slot) {
        return (mutator, self) -> {
            long reference = machine.requireWeak(object(slot(mutator, self, slot)));
            return machine.write(machine.heap().weakReferences().get(reference), mutator);
        };
    }

    /** Reads the first slot of the object in a slot. */
    private Action touch(long slot) {
        return (mutator, self) -> {
            long other = object(slot(mutator, self, slot));
            finalizers.requireIsolation(other);
            return machine.write(mutator.load(records().slot(other, 0)), mutator);
        };
    }

    private Action allocate(Arguments in) {
        long count = in.within("count", 0, COUNT_MAX);
        Records.Shape shape = Records.shape(0, HeapOperations.member(in, "bytes", 0), 8, false);
        return (mutator, _) -> {
            for (long k = 0; k < count; k++) {
                records().allocate(mutator, shape, false);
            }
            return null;
        };
    }

    private Action waiting(String gate) {
        return (mutator, _) -> {
            finalizers.await(mutator, gate(gate));
            return null;
        };
    }
}
