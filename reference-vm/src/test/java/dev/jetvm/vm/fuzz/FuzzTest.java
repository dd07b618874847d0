package dev.jetvm.vm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A short search with a seed that stays the same; {@code -Djet.fuzz.seed=N} takes another one, {@code jet fuzz} searches
 * for longer.
 */
final class FuzzTest {
    private static final long SEED = Long.getLong("jet.fuzz.seed", 20_260_801L);
    private static final int RUNS = 600;

    @Test
    void filesAreRefusedOrComeToADefinedEnd() {
        List<String> crashes = new ArrayList<>();
        Fuzzer fuzzer = new Fuzzer(List.of(), found -> crashes.add(found.crash() + "; again: jet fuzz --seed "
                + found.seed() + " --runs 1"));
        int[] left = {RUNS};
        int tried = fuzzer.run(SEED, () -> left[0]-- > 0);
        assertThat(crashes).as("seed %d", SEED).isEmpty();
        assertThat(tried).isEqualTo(RUNS);
        for (Trial.End end : EnumSet.complementOf(EnumSet.of(Trial.End.UNLINKABLE))) {
            assertThat(fuzzer.count(end)).as("files that ended %s, of seed %d: %s", end, SEED, fuzzer.summary())
                    .isPositive();
        }
    }

    /**
     * A file that a search found: making its class moved the name of the base class. Each random state chooses a value
     * representation and a stress mode.
     */
    @Test
    void aFileThatCrashedComesToADefinedEnd() throws IOException {
        byte[] file;
        try (InputStream in = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("crash-16408.jetc"))) {
            file = in.readAllBytes();
        }
        for (long seed = 0; seed < 32; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            assertThatCode(() -> Trial.of(file, random)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    /** Clause: VERIFY-10. */
    @Test
    void whatIsMadeSoundIsAcceptedAndHasEveryInstruction() {
        Set<Opcode> seen = EnumSet.noneOf(Opcode.class);
        for (long seed = SEED; seed < SEED + 300; seed++) {
            Module module = Maker.sound(new SplittableRandom(seed));
            assertThatCode(() -> Verifier.verify(module)).as("seed %d", seed).doesNotThrowAnyException();
            module.functions().forEach(function -> collect(module, function, seen));
        }
        assertThat(seen).as("instructions that are made")
                .containsAll(EnumSet.complementOf(EnumSet.of(Opcode.EXT, Opcode.SPAWN)));
    }

    private static void collect(Module module, FunctionDef function, Set<Opcode> seen) {
        int at = 0;
        while (at < function.code().length) {
            Instruction instruction = ((Reading.Read) Instruction.read(module, function, at)).instruction();
            seen.add(instruction.opcode());
            at = instruction.next();
        }
    }
}
