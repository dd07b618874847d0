package dev.jetvm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.object.ArrayLayout;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.object.SliceImage;
import dev.jetvm.runtime.object.SoaLayout;
import dev.jetvm.runtime.object.StringImage;
import dev.jetvm.runtime.object.StructImage;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edges at which implementations differed: sizes of 0, a hash of 0, words that are no array, values that are none. */
final class EdgesTest {

    /** @param sizes and alignments in turn */
    private static StructLayout struct(Representation representation, int... sizes) {
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < sizes.length; k += 2) {
            fields.add(new Field("f" + k, FieldType.blob(sizes[k], sizes[k + 1])));
        }
        return StructLayout.of(fields, representation);
    }

    private static void rejects(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(RejectException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void panics(PanicCode code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(PanicException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aFieldOfSizeZeroLooksForAFreeByteAndTakesNone() {
        assertThat(struct(Representation.DEFAULT, 8, 8, 0, 8, 1, 1).offsets()).containsExactly(16L, 24L, 24L);
        assertThat(struct(Representation.DEFAULT, 0, 8, 4, 4).offsets()).containsExactly(16L, 16L);
        assertThat(struct(Representation.DEFAULT, 64, 64, 0, 32, 24, 8).offsets()).containsExactly(64L, 32L, 16L);
    }

    @Test
    void aFieldOfSizeZeroBeyondAllOthersEndsTheStructAndNothingElse() {
        StructLayout far = struct(Representation.DEFAULT, 8, 8, 12, 1, 0, 32);
        assertThat(far.offsets()).containsExactly(16L, 24L, 32L);
        assertThat(far.size()).isEqualTo(64);
        assertThat(struct(Representation.DEFAULT, 1, 1, 0, 64).size()).isEqualTo(64);
        assertThat(struct(new Representation(true, false, 0), 1, 1, 0, 8, 1, 1).offsets())
                .containsExactly(16L, 24L, 24L);
    }

    @Test
    void aHashOfZeroInAnObjectMeansThatThereIsNone() {
        byte[] text = "a text of 24 bytes, long".getBytes(StandardCharsets.UTF_8);
        assertThat(StringImage.decode(StringForm.objectImage(text, 0x30000, 24, false), null).hash()).isZero();
        assertThat(StringImage.decode(StringForm.objectImage(text, 0x30000, 24, true), null).hash())
                .isEqualTo(Fnv1a.hash(text));
    }

    @ParameterizedTest
    @CsvSource({"8,slice-array", "A,slice-array", "11,slice-array", "B,slice-array", "6C004,slice-array",
            "FF0E,slice-array", "F640000000010007,slice-array", "7,ref-null", "1000000010007,ref-hint"})
    void aWordThatIsNoArrayIsRefusedByItsTagFirst(String word, String code) {
        rejects(code, () -> SliceImage.of(Long.parseUnsignedLong(word, 16), 10, 0, 1));
    }

    @Test
    void aWindowBeginsBelowTwoToThe32() {
        SliceImage far = new SliceImage(0x10007, 0xFFFF_FFFAL, 10);
        assertThat(far.slice(5, 1).offset()).isEqualTo(0xFFFF_FFFFL);
        panics(PanicCode.BOUNDS, () -> far.slice(6, 1));
    }

    @Test
    void aNegativeCapacityIsRefusedWithoutColumnsToo() {
        rejects("payload-limit", () -> SoaLayout.of(List.of(), -1));
        rejects("payload-limit", () -> SoaLayout.of(List.of(), 0x1_0000_0000L));
        assertThat(SoaLayout.of(List.of(), 0xFFFF_FFFFL).payload()).isEqualTo(8);
    }

    @Test
    void anImageIsRefusedBeforeItIsMade() {
        ArrayLayout shorts = ArrayLayout.of(FieldType.ofName("i16"));
        shorts.checkData(4, 2_000_000_000);
        rejects("array-length", () -> shorts.checkData(3, 2_000_000_000));
        rejects("array-length", () -> shorts.checkData(4, 1));
        rejects("payload-limit", () -> shorts.checkData(0, -1));
    }

    @Test
    void whatIsNoValueIsRefusedBeforeTheFirstPanic() {
        StructLayout two = StructLayout.of(List.of(new Field("a", FieldType.ofName("i8")),
                new Field("b", FieldType.ofName("f64"))), Representation.DEFAULT);
        Value large = new Value.Int(128);
        panics(PanicCode.INT_OVERFLOW, () -> StructImage.write(two, 64, List.of(large, Value.Nil.NIL)));
        rejects("int-range", () -> StructImage.write(two, 64, List.of(large, new Value.Int(1L << 60))));
        rejects("utf8", () -> StructImage.write(two, 64,
                List.of(large, new Value.Text(new byte[]{'e', 'i', 'g', 'h', 't', ' ', 'b', (byte) 0xFF}))));
    }
}
