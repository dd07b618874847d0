package dev.jetvm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.object.ArrayLayout;
import dev.jetvm.runtime.object.Field;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.object.SliceImage;
import dev.jetvm.runtime.object.StructLayout;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.value.Arithmetic;
import dev.jetvm.runtime.value.Kind;
import dev.jetvm.runtime.value.NanWord;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every vector that the errata print for these chapters. */
final class ErrataVectorsTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static StructLayout struct(Representation representation, String... fields) {
        List<Field> list = new ArrayList<>();
        for (String field : fields) {
            list.add(new Field(field.split(":")[0], FieldType.ofName(field.split(":")[1])));
        }
        return StructLayout.of(list, representation);
    }

    @Test
    @DisplayName("ERR-001: the printed header image")
    void headerImage() {
        byte[] image = HexFormat.ofDelimiter(" ").parseHex("EF CD AB 16 18 00 00 00 01 00 23 00 05 00 00 00");
        Header header = Header.of(0xABCDEF, 6, 1, 24, 1, 8, 2, 5);
        assertThat(header.pack()).isEqualTo(image);
        assertThat(Header.unpack(image)).isEqualTo(header);
        assertThat(header.headerWord()).isEqualTo(0x16ABCDEF);
    }

    @Test
    @DisplayName("ERR-002: gc bits 6 are black and pinned; pinned and forwarded is illegal")
    void gcBits() {
        Header header = Header.of(64, 6, 0, 0, 0, 8, 0, 0);
        assertThat(header.state()).isEqualTo("black");
        assertThat(header.pinned()).isTrue();
        for (int gc : new int[]{7, 15}) {
            assertThatThrownBy(() -> Header.of(64, gc, 0, 0, 0, 8, 0, 0)).isInstanceOf(RejectException.class);
        }
    }

    @Test
    @DisplayName("ERR-004: claimed with 0xB, forwarded with 0x3, the address in meta")
    void forwarding() {
        Header claimed = HeaderEvent.CLAIM.apply(Header.of(64, 2, 0, 8, 0, 8, 3, 4), 0);
        assertThat(claimed.gc()).isEqualTo(0xB);
        assertThat(claimed.strong()).isEqualTo(4);
        Header forwarded = HeaderEvent.FORWARD.apply(claimed, 0x10000);
        assertThat(forwarded.gc()).isEqualTo(0x3);
        assertThat(forwarded.meta()).isEqualTo(0x10000);
    }

    @Test
    @DisplayName("ERR-005: the weak count sticks at 4095 and sets SIDE_COUNT")
    void saturation() {
        Header full = HeaderEvent.RETAIN_WEAK.apply(Header.of(64, 0, 0, 0, 0, 32768, 4094, 0), 0);
        assertThat(full.weak()).isEqualTo(4095);
        assertThat(full.rc() & HeaderConstants.RC_SIDE_COUNT).isNotZero();
        assertThat(HeaderEvent.RELEASE_WEAK.apply(full, 0)).isEqualTo(full);
        assertThat(full.align()).isEqualTo(32768);
    }

    @Test
    @DisplayName("ERR-007: a type is 1 to 0xFFFFFF")
    void types() {
        assertThat(Header.of(0xFFFFFF, 0, 0, 0, 0, 1, 0, 0).type()).isEqualTo(0xFFFFFF);
        for (long type : new long[]{0, 0x1000000}) {
            assertThatThrownBy(() -> Header.of(type, 0, 0, 0, 0, 1, 0, 0)).isInstanceOf(RejectException.class);
        }
    }

    @ParameterizedTest(name = "ERR-008: {0} has at most {1} elements")
    @CsvSource({"ref,536870910", "i8,4294967287"})
    void longestArrays(String element, long length) {
        assertThat(ArrayLayout.of(FieldType.ofName(element)).maxLength()).isEqualTo(length);
    }

    @ParameterizedTest(name = "ERR-048, VAL-03, VAL-12: {0}")
    @CsvSource({"0x8,INT", "0xFFFFFFFFFFFFFFF8,INT", "0x1,BOOL", "0x9,BOOL", "0x2,NIL", "0x20C,CHAR", "0xFB004,CHAR",
            "0x3F80000000000003,FLOAT32", "0x8000000000000003,FLOAT32", "0x6,STRING", "0x74656A1E,STRING",
            "0x79626E657665733E,STRING", "0x10007,REF", "0xF640000000010007,FLOAT64", "0x11,MALFORMED",
            "0xA,MALFORMED", "0x7,MALFORMED", "0x1000000000010007,MALFORMED", "0x46,MALFORMED"})
    void kinds(String word, Kind kind) {
        assertThat(TaggedWord.classify(Long.parseUnsignedLong(word.substring(2), 16))).isEqualTo(kind);
    }

    @Test
    @DisplayName("ERR-048: small strings in the word")
    void smallStrings() {
        assertThat(TaggedWord.ofSmallString(utf8(""))).isEqualTo(0x6);
        assertThat(TaggedWord.ofSmallString(utf8("jet"))).isEqualTo(0x74656A1EL);
        assertThat(TaggedWord.ofSmallString(utf8("sevenby"))).isEqualTo(0x79626E657665733EL);
    }

    @Test
    @DisplayName("ERR-049: the forms end at 7 and 23 bytes")
    void forms() {
        assertThat(StringForm.ofLength(7)).isEqualTo(StringForm.IMMEDIATE);
        assertThat(StringForm.ofLength(8)).isEqualTo(StringForm.INLINE);
        assertThat(StringForm.ofLength(23)).isEqualTo(StringForm.INLINE);
        assertThat(StringForm.ofLength(24)).isEqualTo(StringForm.EXTERNAL);
    }

    @Test
    @DisplayName("ERR-051: float32 in the upper half, -0.0 and NaN payloads kept")
    void float32() {
        assertThat(TaggedWord.ofFloat32(Float.floatToRawIntBits(1.0f))).isEqualTo(0x3F80000000000003L);
        assertThat(TaggedWord.ofFloat32(0x80000000)).isEqualTo(0x8000000000000003L);
        assertThat(TaggedWord.decode(TaggedWord.ofFloat32(0x7F800001))).isEqualTo(new Value.Float32(0x7F800001));
    }

    @Test
    @DisplayName("ERR-052, ERR-053: 2^60-1 + 1 panics, min / -1 panics, the remainder has the dividend's sign")
    void arithmetic() {
        assertThatThrownBy(() -> Arithmetic.add((1L << 60) - 1, 1)).isInstanceOf(PanicException.class);
        assertThatThrownBy(() -> Arithmetic.div(-(1L << 60), -1)).isInstanceOf(PanicException.class);
        assertThatThrownBy(() -> Arithmetic.div(1, 0)).isInstanceOf(PanicException.class);
        assertThat(Arithmetic.div(-7, 2)).isEqualTo(-3);
        assertThat(Arithmetic.rem(-7, 2)).isEqualTo(-1);
        assertThat(Arithmetic.rem(-(1L << 60), -1)).isZero();
    }

    @ParameterizedTest(name = "ERR-061, ERR-062: the hash of \"{0}\" is {1}")
    @CsvSource({"'',811C9DC5", "a,E40C292C", "foobar,BF9CF968", "init,16B1D373", "ppkttia,1", "4vjivjb,1"})
    void hashes(String text, String hash) {
        assertThat(Fnv1a.hash(utf8(text))).isEqualTo((int) Long.parseLong(hash, 16));
    }

    @ParameterizedTest(name = "ERR-067: elements aligned to {0} begin at {1}")
    @CsvSource({"1,24", "2,24", "4,24", "8,24", "16,32", "32,32", "64,64"})
    void dataOffsets(int align, int offset) {
        assertThat(ArrayLayout.of(FieldType.blob(align, align)).dataOffset()).isEqualTo(offset);
    }

    @Test
    @DisplayName("ERR-068: a full array grows by half")
    void growth() {
        long capacity = 0;
        ArrayLayout refs = ArrayLayout.of(FieldType.ofName("ref"));
        for (long next : new long[]{8, 12, 18, 27, 40, 60, 90, 135, 202, 303, 454, 681}) {
            capacity = refs.grown(capacity);
            assertThat(capacity).isEqualTo(next);
        }
    }

    @Test
    @DisplayName("ERR-070: a slice is checked in 64 bits")
    void slices() {
        assertThat(SliceImage.of(0x10007, 10, 10, 0).length()).isZero();
        assertThatThrownBy(() -> SliceImage.of(0x10007, 10, 0xFFFF_FFFFL, 2)).isInstanceOf(PanicException.class);
        assertThatThrownBy(() -> SliceImage.of(0x10007, 10, 1, Long.MAX_VALUE)).isInstanceOf(PanicException.class);
    }

    @Test
    @DisplayName("ERR-072: the worked example, by default, in C and packed")
    void workedExample() {
        String[] fields = {"a:i64", "b:i8", "c:i32"};
        StructLayout normal = struct(Representation.DEFAULT, fields);
        assertThat(normal.offsets()).containsExactly(16L, 28L, 24L);
        assertThat(normal.size()).isEqualTo(32);
        StructLayout c = struct(new Representation(true, false, 0), fields);
        assertThat(c.offsets()).containsExactly(16L, 24L, 28L);
        assertThat(c.size()).isEqualTo(32);
        StructLayout packed = struct(new Representation(false, true, 0), fields);
        assertThat(packed.size()).isEqualTo(29);
        assertThat(packed.allocated()).isEqualTo(32);
    }

    @Test
    @DisplayName("ERR-073: ties keep declaration order (the second vector)")
    void secondVector() {
        String[] fields = {"x:i8", "y:i64", "z:i16", "w:i32", "v:i8"};
        assertThat(struct(Representation.DEFAULT, fields).offsets()).containsExactly(30L, 16L, 28L, 24L, 31L);
        assertThat(struct(new Representation(true, false, 0), fields).size()).isEqualTo(48);
    }

    @Test
    @DisplayName("ERR-074: first fit fills the room before an aligned vector")
    void thirdVector() {
        StructLayout layout = struct(Representation.DEFAULT, "v:vec8f", "a:i64", "b:i64");
        assertThat(layout.offsets()).containsExactly(32L, 16L, 24L);
        assertThat(layout.size()).isEqualTo(64);
    }

    @Test
    @DisplayName("ERR-078, ERR-079: packed refuses references and align; N is a power of two")
    void attributes() {
        assertThatThrownBy(() -> struct(new Representation(false, true, 0), "r:ref"))
                .isInstanceOf(RejectException.class);
        assertThatThrownBy(() -> Representation.of(false, true, false, true, 16)).isInstanceOf(RejectException.class);
        assertThatThrownBy(() -> Representation.of(false, false, false, true, 24)).isInstanceOf(RejectException.class);
        assertThatThrownBy(() -> Representation.of(false, false, true, false, 0)).isInstanceOf(RejectException.class);
    }

    @Test
    @DisplayName("ERR-239, ERR-240, ERR-241: NaN-boxed words")
    void nanBoxing() {
        assertThat(NanWord.encode(new Value.Int(1))).isEqualTo(0x7FFC000400000001L);
        assertThat(NanWord.encode(new Value.Int(-1))).isEqualTo(0x7FFC0004FFFFFFFFL);
        assertThat(NanWord.encode(Value.Nil.NIL)).isEqualTo(0x7FFC000100000000L);
        assertThat(NanWord.encode(new Value.Float64(0xFFF8000000000000L))).isEqualTo(0x7FF8000000000000L);
        assertThat(NanWord.classify(0x7FF8000000001235L)).isEqualTo(Kind.FLOAT64);
        assertThat(NanWord.ofRef(0x1000)).isEqualTo(0xFFFC000000001000L).isNotEqualTo(NanWord.ofRef(0x1004));
    }
}
