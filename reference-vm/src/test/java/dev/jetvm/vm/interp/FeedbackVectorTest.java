package dev.jetvm.vm.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import dev.jetvm.vm.link.Linker;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackVectorTest {
    private static final String PROGRAM = """
            .module "feedback"
            .entry main
            .function main
                NIL
                JUMP over
            over:
                GET_PROPERTY ("a")
                RETURN
            .end
            """;
    private static final int PROPERTY = 2;

    @Test
    void instructionsAreNumberedInTheOrderOfTheirOffsets() {
        with(true, feedback -> {
            assertThat(feedback.offsets()).containsExactly(0, 1, 4, 9);
            assertThat(feedback.index(4)).isEqualTo(PROPERTY);
            assertThat(feedback.size()).isEqualTo(4);
        });
    }

    @Test
    void fourShapesOfAFieldAreKnownAndTheLatestTwoAreInTheFirstWord() {
        with(true, feedback -> {
            for (int shape = 1; shape <= 5; shape++) {
                feedback.setField(PROPERTY, shape, shape + 10);
            }
            assertThat(feedback.field(PROPERTY, 1)).isEqualTo(-1);
            for (int round = 0; round < 3; round++) {
                for (int shape = 2; shape <= 5; shape++) {
                    assertThat(feedback.field(PROPERTY, shape)).isEqualTo(shape + 10);
                    assertThat((int) feedback.fields()[PROPERTY]).isEqualTo(shape << 10 | shape + 10);
                }
            }
        });
    }

    @Test
    void whatDoesNotFitIsLookedUpEachTime() {
        with(true, feedback -> {
            feedback.setField(PROPERTY, 1 << 22, 0);
            feedback.setField(PROPERTY, 1, 1 << 10);
            assertThat(feedback.field(PROPERTY, 1 << 22)).isEqualTo(-1);
            assertThat(feedback.field(PROPERTY, 1)).isEqualTo(-1);
            feedback.setField(PROPERTY, (1 << 22) - 1, (1 << 10) - 1);
            assertThat(feedback.field(PROPERTY, (1 << 22) - 1)).isEqualTo((1 << 10) - 1);
        });
    }

    @Test
    void methodsOfAnEarlierEpochAreDropped() {
        with(true, feedback -> {
            for (int shape = 1; shape <= 4; shape++) {
                feedback.addMethod(PROPERTY, shape, 7, shape, null);
            }
            assertThat(Objects.requireNonNull(feedback.method(PROPERTY, 1, 7)).place()).isEqualTo(1);
            assertThat(feedback.method(PROPERTY, 1, 8)).isNull();
            feedback.addMethod(PROPERTY, 1, 8, 9, null);
            assertThat(feedback.method(PROPERTY, 2, 7)).isNull();
            assertThat(Objects.requireNonNull(feedback.method(PROPERTY, 1, 8)).place()).isEqualTo(9);
        });
    }

    @Test
    void nothingIsKeptWithoutCaches() {
        with(false, feedback -> {
            feedback.setField(PROPERTY, 1, 1);
            feedback.addMethod(PROPERTY, 2, 1, 1, null);
            feedback.setEntry(0, "entry");
            assertThat(feedback.field(PROPERTY, 1)).isEqualTo(-1);
            assertThat(feedback.method(PROPERTY, 2, 1)).isNull();
            assertThat(feedback.entry(0, String.class)).isNull();
        });
    }

    private static void with(boolean caches, Consumer<FeedbackVector> test) {
        VmOptions options = VmOptions.of(Map.of("vm.caches", Boolean.toString(caches)));
        try (Vm vm = new Vm(ValueModel.TAGGED, HeapOptions.defaults(), TypeOptions.defaults(), options,
                Engine.Factory.PLAIN, List.of(), OutputStream.nullOutputStream(), System.err)) {
            new Linker(vm, (_, _) -> Optional.empty()).plan(Assembler.assemble(PROGRAM), null);
            test.accept(vm.function(0).feedback());
        }
    }
}
