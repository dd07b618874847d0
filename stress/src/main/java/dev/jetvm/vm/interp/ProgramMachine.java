package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the machine of a state that runs a whole program, with one worker and a small heap. */
final class ProgramMachine {
    private static final HeapOptions HEAP = HeapOptions.of(Map.of("scheduler.threads", "1", "heap.initial_size",
            "1048576", "gc.nursery_size", "65536"), 0);

    private ProgramMachine() {}

    /** Returns a machine that is ready to run a module. */
    static Vm of(Module module, OutputStream out) {
        Vm vm = new Vm(ValueModel.TAGGED, HEAP, TypeOptions.defaults(), VmOptions.defaults(), Engines.standard(),
                List.of(), out, System.err);
        new Linker(vm, (_, _) -> Optional.empty()).plan(module, null);
        return vm;
    }
}
