package dev.jetvm.vm.explore;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Programs for the tests of exploration. */
final class ExplorePrograms {
    private static final Map<String, String> SMALL = Map.of("heap.initial_size", "4194304", "gc.nursery_size",
            "1048576");

    private ExplorePrograms() {}

    static Program of(String text) {
        Module module = Assembler.assemble(text);
        return (strategy, out) -> {
            Vm vm = new Vm(ValueModel.TAGGED, HeapOptions.of(SMALL, 0), TypeOptions.defaults(),
                    VmOptions.defaults().scheduled(strategy), Engines.of(Map.of()), List.of(), out, System.err);
            new Linker(vm, (_, _) -> Optional.empty()).plan(module, null);
            return vm;
        };
    }

    static Exploration explore(String text, boolean reduced, long schedules) {
        return new Explorer(of(text), new Explorer.Limits(schedules, 1_000, reduced), _ -> {}).enumerate();
    }

    static Set<ProgramOutcome> outcomes(Exploration of) {
        return of.outcomes().stream().map(Exploration.Found::outcome).collect(Collectors.toSet());
    }
}
