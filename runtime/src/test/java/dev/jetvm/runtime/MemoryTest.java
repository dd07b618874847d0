package dev.jetvm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.memory.BumpSpace;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.Evaluator;
import dev.jetvm.runtime.value.Operator;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MemoryTest {

    @Test
    void partsOfAWordAreItsBytesFromTheLowEnd() {
        Memory memory = new Memory(64);
        memory.setWord(8, 0x1122334455667788L);
        assertThat(memory.int32(8)).isEqualTo(0x55667788);
        memory.setInt32(12, -1);
        assertThat(memory.word(8)).isEqualTo(0xFFFFFFFF55667788L);
        assertThat(memory.bytes(8, 2)).containsExactly(0x88, 0x77);
        assertThat(memory.compareAndSetWord(8, 0, 1)).isFalse();
        assertThat(memory.compareAndSetWord(8, 0xFFFFFFFF55667788L, 1)).isTrue();
        assertThat(memory.wordAcquire(8)).isEqualTo(1);
        assertThatThrownBy(() -> memory.word(12)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neighboursInOneWordLoseNothing() throws InterruptedException {
        Memory memory = new Memory(64);
        int rounds = 200_000;
        Thread low = Thread.ofPlatform().start(() -> count(memory, 16, rounds));
        count(memory, 20, rounds);
        low.join();
        assertThat(memory.int32(16)).isEqualTo(rounds);
        assertThat(memory.int32(20)).isEqualTo(rounds);
    }

    private static void count(Memory memory, long address, int rounds) {
        for (int k = 0; k < rounds; k++) {
            memory.setInt32(address, memory.int32(address) + 1);
        }
    }

    @Test
    void objectsAreAlignedCountedAndClean() {
        BumpSpace space = new BumpSpace(1 << 16);
        long first = space.allocate(Header.fresh(64, 5, 0, 8));
        space.memory().setWord(first + 16, -1);
        long second = space.allocate(Header.fresh(64, 8, 0, 64));
        assertThat(second % 64).isZero();
        assertThat(space.allocated()).isEqualTo(24 + 24);
        space.clear();
        long again = space.allocate(Header.fresh(64, 8, 0, 8));
        assertThat(again).isEqualTo(first);
        assertThat(space.memory().word(again + 16)).isZero();
        assertThatThrownBy(() -> space.allocate(Header.fresh(64, 1 << 17, 0, 8))).isInstanceOf(PanicException.class);
    }

    @ParameterizedTest
    @EnumSource(ValueModel.class)
    void everyStringSurvivesItsWord(ValueModel model) {
        BumpSpace space = new BumpSpace(1 << 16);
        for (int length = 0; length <= 30; length++) {
            byte[] text = "abcdefghijklmnopqrstuvwxyz01234".substring(0, length)
                    .getBytes(StandardCharsets.UTF_8);
            Value read = model.toValue(model.toWord(new Value.Text(text), space), space);
            assertThat(read).isInstanceOfSatisfying(Value.Text.class,
                    string -> assertThat(string.utf8()).isEqualTo(text));
        }
    }

    @ParameterizedTest
    @EnumSource(ValueModel.class)
    void resultsAreTheSameInBothModelsAndCostWhatTheySay(ValueModel model) {
        Evaluator evaluator = new Evaluator(model, new BumpSpace(1 << 12));
        Evaluator.Result sum = evaluator.evaluate(Operator.ADD,
                List.of(Value.Float64.of(1.5), Value.Float64.of(2.5)));
        assertThat(sum.value()).isEqualTo(Value.Float64.of(4.0));
        assertThat(sum.allocated()).isEqualTo(model == ValueModel.TAGGED ? 24 : 0);
        Evaluator.Result large = evaluator.evaluate(Operator.MUL,
                List.of(new Value.Int(1 << 20), new Value.Int(1 << 20)));
        assertThat(large.value()).isEqualTo(new Value.Int(1L << 40));
        assertThat(large.allocated()).isEqualTo(model == ValueModel.TAGGED ? 0 : 24);
    }
}
