package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.Finalizer;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;

/**
 * Natives for the heap: collections, weak references, finalizers.
 *
 * @spec INTERP-08
 * @spec INTERP-16
 */
final class NativeMemory {
    private final Vm vm;

    NativeMemory(Vm vm) {
        this.vm = vm;
    }

    void define(Natives natives) {
        natives.define("collect", 1, (in, first, _) -> {
            CollectionKind kind = switch (Native.text(in, Native.arg(in, first))) {
                case "full" -> CollectionKind.FULL;
                case "minor" -> CollectionKind.MINOR;
                default -> throw new PanicException(PanicCode.NATIVE, "a collection is full or minor");
            };
            vm.heap().collect(in.mutator, kind);
            return in.values.nil;
        });
        natives.define("heap_used", 0, (in, _, _) -> in.values.ofInt(used(in)));
        natives.define("weak", 1, (in, first, _) -> weak(in, Native.arg(in, first)));
        natives.define("target", 1, (in, first, _) -> {
            if (!in.values.is(Native.arg(in, first), BuiltinType.WEAK_REF)) {
                throw Native.type("the value is no weak reference");
            }
            return vm.heap().weakReferences().get(in.values.address(Native.arg(in, first)));
        });
        natives.define("finalizer", 4, (in, first, _) -> finalizer(in, first));
        natives.define("drain", 0, (in, _, _) -> {
            vm.awaitFinalizers(in.mutator);
            return in.values.nil;
        });
    }

    private long used(Worker in) {
        ManagedHeap heap = vm.heap();
        long[] bytes = new long[1];
        heap.stopped(in.mutator, () -> bytes[0] = heap.usage().bytes());
        return bytes[0];
    }

    private long weak(Worker in, long word) {
        if (!Native.isObject(in, word)) {
            throw Native.type("only objects have weak references");
        }
        int kept = in.mutator.keep(word);
        try {
            return in.values.model.reference(vm.heap().weakReferences().create(in.mutator, kept));
        } finally {
            in.mutator.release(kept);
        }
    }

    private long finalizer(Worker in, int first) {
        if (!Native.isObject(in, Native.arg(in, first)) || !in.isCode(Native.arg(in, first + 1))) {
            throw Native.type("an object and a function are wanted");
        }
        long priority = in.aggregates.index(Native.arg(in, first + 2));
        if (priority < 0 || priority > Finalizer.PRIORITY_MAX) {
            throw new PanicException(PanicCode.BOUNDS, "a priority is 0 to 2^32-1");
        }
        try {
            vm.finalizeWith(in, in.values.address(Native.arg(in, first)), Native.arg(in, first + 1), priority,
                    !in.values.isFalsey(Native.arg(in, first + 3)));
        } catch (RejectException e) {
            throw new PanicException(PanicCode.NATIVE, String.valueOf(e.getMessage()));
        }
        return in.values.nil;
    }
}
