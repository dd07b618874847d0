package dev.jetvm.vm.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.vm.fuzz.SoundModules;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

final class StackMapProps {

    @Property(tries = 120)
    @Label("VERIFY-02, VERIFY-11: maps are those of states found in another way")
    void mapsAgreeWithAModel(@ForAll long seed) {
        Module module = SoundModules.module(seed);
        Module.MapSection section = Verifier.verify(module).maps();
        StackMaps maps = new StackMaps(section.bytes(), section.count());
        int start = 0;
        int known = 0;
        for (FunctionDef function : module.functions()) {
            for (Map.Entry<Integer, List<Integer>> expected : new Model(module, function).maps().entrySet()) {
                StackMaps.Entry entry = maps.find(start + expected.getKey()).orElseThrow();
                assertThat(IntStream.of(entry.offsets()).boxed().toList()).as("%s, before %d", function.name(),
                        expected.getKey()).isEqualTo(expected.getValue());
                assertThat(entry.frameSize()).isEqualTo(function.frameSize());
                known++;
            }
            start += function.code().length;
        }
        assertThat(section.count()).as("no other maps").isEqualTo(known);
    }
}
