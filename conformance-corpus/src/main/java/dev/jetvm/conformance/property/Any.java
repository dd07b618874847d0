package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FieldType;
import dev.jetvm.conformance.model.HeaderModel;
import dev.jetvm.conformance.model.TaggedModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** The generators of the values used by properties. Each favours the edge cases of its domain. */
final class Any {
    private static final String[] SAMPLES = {"", "a", "jet", "sevenby", "eight by", "foobar", "ppkttia", "4vjivjb",
            "\u00E9\u20AC",
            "\uD83D\uDE00", "\u0000", "\u07FF\u0800\uFFFF", "twenty-three bytes long", "twenty-four bytes are it"};

    /**
     * One sequence of each kind of fault: surrogates, overlong forms, values out of range, truncation, a stray byte.
     */
    private static final String[] BROKEN = {"ED A0 80", "ED BF BF", "C0 AF", "C1 BF", "E0 80 80", "E0 9F BF",
            "F0 80 80 80",
            "F0 8F BF BF", "F4 90 80 80", "F5 80 80 80", "C2", "E2 82", "F0 9F 98", "80", "FF", "F4 8F BF"};

    private Any() {}

    private static Arbitrary<Long> bits() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    /** Words of all kinds, well-formed and malformed: random bits, few bits, and random payloads under each tag. */
    static final class Word implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            Arbitrary<Integer> tags = Arbitraries.integers().between(0, 7);
            Arbitrary<Long> small = Combinators.combine(Arbitraries.longs().between(0, 0x110_000), tags)
                    .as((payload, tag) -> payload << 3 | tag);
            Arbitrary<Long> upper = Combinators.combine(bits(), tags).as((payload, tag) -> payload << 32 | tag);
            Arbitrary<Long> hinted = Combinators.combine(Arbitraries.of(0L, 1L, 0xF63FL, 0xF640L, 0xF641L), bits())
                    .as((hint, low) -> hint << 48 | (low >>> 16) | 7);
            Arbitrary<Long> texts = new ShortText().get().map(TaggedModel::smallString);
            Arbitrary<Long> dirty = Combinators.combine(texts, Arbitraries.integers().between(0, 63))
                    .as((word, bit) -> word ^ 1L << bit);
            return Arbitraries.oneOf(List.of(bits(), Arbitraries.longs(), small, upper, hinted, texts, dirty));
        }
    }

    /** The words of {@link Word}, and those of the NaN profile with their neighbours. */
    static final class NanWord implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            Arbitrary<Long> tagged = Combinators
                    .combine(Arbitraries.integers().between(0, 20), Arbitraries.integers(),
                            Arbitraries.of(0x7FFCL, 0xFFFCL, 0x7FF8L, 0xFFF8L, 0x7FFDL, 0xFFFFL))
                    .as((tag, low, top) -> top << 48 | (long) tag << 32 | (low & 0xFFFF_FFFFL));
            Arbitrary<Long> clean = Arbitraries.integers().between(1, 8).map(tag -> 0x7FFCL << 48 | (long) tag << 32);
            Arbitrary<Long> doubles = Arbitraries.doubles().map(Double::doubleToRawLongBits);
            return Arbitraries.oneOf(List.of(bits(), tagged, clean, doubles, new Float64().get()));
        }
    }

    /** Integers of 61 bits, in two's complement. */
    static final class Int61 implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            Arbitrary<Long> near = Combinators
                    .combine(Arbitraries.integers().between(0, 60), Arbitraries.longs().between(-2, 2),
                            Arbitraries.of(1L, -1L))
                    .as((power, delta, sign) -> clamp(sign * (1L << power) + delta));
            return Arbitraries.oneOf(List.of(near, bits().map(word -> word >> 3),
                    Arbitraries.longs().between(TaggedModel.MIN_INT, TaggedModel.MAX_INT),
                    Arbitraries.longs().between(-20, 20)));
        }

        private static long clamp(long value) {
            return Math.max(TaggedModel.MIN_INT, Math.min(TaggedModel.MAX_INT, value));
        }
    }

    /** Bit patterns of float32: random ones, simple numbers, and special values with their neighbours. */
    static final class Float32 implements ArbitrarySupplier<Integer> {
        @Override
        public Arbitrary<Integer> get() {
            return Arbitraries.oneOf(List.of(
                    Arbitraries.integers().withDistribution(RandomDistribution.uniform()),
                    Arbitraries.integers().between(-64, 64).map(n -> Float.floatToRawIntBits(n / 4f)),
                    Arbitraries.of(0, 0x8000_0000, 1, 0x0080_0000, 0x007F_FFFF, 0x7F7F_FFFF, 0x7F80_0000, 0xFF80_0000,
                            0x7F80_0001, 0x7FC0_0000, 0xFFC0_0000, 0xFFFF_FFFF, 0x3F80_0000)));
        }
    }

    /** Bit patterns of float64, chosen like those of {@link Float32}. */
    static final class Float64 implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            return Arbitraries.oneOf(List.of(bits(),
                    Arbitraries.integers().between(-64, 64).map(n -> Double.doubleToRawLongBits(n / 4.0)),
                    Arbitraries.of(0L, 1L << 63, 1L, 0x0010_0000_0000_0000L, 0x7FEF_FFFF_FFFF_FFFFL,
                            0x7FF0_0000_0000_0000L, 0xFFF0_0000_0000_0000L, 0x7FF0_0000_0000_0001L,
                            0x7FF8_0000_0000_0000L, 0xFFF8_0000_0000_0000L, 0x7FFC_0001_0000_0000L,
                            0xFFFC_0000_0000_1000L, -1L, 0x3FF0_0000_0000_0000L)));
        }
    }

    /** Unicode scalar values of every encoded length. */
    static final class Scalar implements ArbitrarySupplier<Integer> {
        @Override
        public Arbitrary<Integer> get() {
            return Arbitraries.oneOf(List.of(Arbitraries.integers().between(0, 0x7F),
                    Arbitraries.integers().between(0x80, 0x7FF), Arbitraries.integers().between(0x800, 0xD7FF),
                    Arbitraries.integers().between(0xE000, 0xFFFF),
                    Arbitraries.integers().between(0x1_0000, 0x10_FFFF)));
        }
    }

    /**
     * Well-formed UTF-8 of up to 40 scalar values; lengths near the boundaries of the three string forms are frequent.
     */
    static final class Text implements ArbitrarySupplier<byte[]> {
        @Override
        public Arbitrary<byte[]> get() {
            Arbitrary<byte[]> mixed = new Scalar().get().list().ofMaxSize(40).map(Any::utf8);
            Arbitrary<byte[]> ascii = Arbitraries.of(0, 1, 6, 7, 8, 9, 22, 23, 24, 25, 40)
                    .flatMap(n -> Arbitraries.integers().between(0, 0x7F).list().ofSize(n)).map(Any::utf8);
            return Arbitraries.oneOf(List.of(mixed, ascii, samples()));
        }
    }

    /** Well-formed UTF-8 of at most 7 bytes. */
    static final class ShortText implements ArbitrarySupplier<byte[]> {
        @Override
        public Arbitrary<byte[]> get() {
            return Arbitraries.oneOf(List.of(new Scalar().get().list().ofMaxSize(3).map(Any::utf8).map(Any::atMost7),
                    Arbitraries.integers().between(0, 0x7F).list().ofMaxSize(7).map(Any::utf8),
                    samples().map(Any::atMost7)));
        }
    }

    /** Bytes that are mostly not UTF-8, in which critical lead and continuation bytes are often adjacent. */
    static final class Noise implements ArbitrarySupplier<byte[]> {
        @Override
        public Arbitrary<byte[]> get() {
            Arbitrary<Integer> units = Arbitraries.frequencyOf(
                    Tuple.of(4,
                            Arbitraries.of(0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                    0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF)),
                    Tuple.of(1, Arbitraries.integers().between(0, 0x7F)),
                    Tuple.of(2, Arbitraries.integers().between(0x80, 0xBF)));
            Arbitrary<byte[]> mangled = Combinators.combine(new Text().get(), Arbitraries.integers().between(0, 7),
                    Arbitraries.integers().between(0, 200)).as((text, bit, at) -> flip(text, at, bit));
            Arbitrary<byte[]> broken = Combinators.combine(new ShortText().get(), Arbitraries.of(BROKEN),
                    new ShortText().get()).as((before, fault, after) -> join(before, Wire.unhex(fault), after));
            return Arbitraries.oneOf(List.of(units.list().ofMaxSize(12).map(Any::bytes), mangled, broken));
        }

        private static byte[] join(byte[] before, byte[] fault, byte[] after) {
            return ByteBuffer.allocate(before.length + fault.length + after.length).put(before).put(fault).put(after)
                    .array();
        }

        private static byte[] flip(byte[] text, int at, int bit) {
            byte[] copy = text.clone();
            if (copy.length > 0) {
                copy[at % copy.length] ^= (byte) (1 << bit);
            }
            return copy;
        }
    }

    /** Object addresses: non-zero multiples of 8 below 2^48. */
    static final class Address implements ArbitrarySupplier<Long> {
        @Override
        public Arbitrary<Long> get() {
            return Arbitraries.longs().between(1, (1L << 45) - 1).map(n -> n * 8);
        }
    }

    /** Legal headers that are not forwarded. */
    static final class Header implements ArbitrarySupplier<HeaderModel> {
        @Override
        public Arbitrary<HeaderModel> get() {
            return Combinators.combine(Arbitraries.integers().between(1, 0xFF_FFFF),
                    Arbitraries.of(0, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14), Arbitraries.integers().between(0, 15),
                    Arbitraries.longs().between(0, 0xFFFF_FFFFL), Arbitraries.integers().between(0, 0xFFFF),
                    Arbitraries.integers().between(0, 15), Arbitraries.integers().between(0, 0xFFF),
                    Arbitraries.longs().between(0, 0xFFFF_FFFFL)).as(HeaderModel::counted);
        }
    }

    /** Field lists over all named types and unnamed types given by size and alignment. */
    static final class Fields implements ArbitrarySupplier<List<FieldType>> {
        @Override
        public Arbitrary<List<FieldType>> get() {
            Arbitrary<FieldType> odd = Combinators.combine(Arbitraries.longs().between(0, 80),
                    Arbitraries.integers().between(0, 7)).as((size, log) -> FieldType.sized(size, 1 << log));
            Arbitrary<FieldType> field = Arbitraries.frequencyOf(Tuple.of(4, named(FieldType.NAMED)), Tuple.of(1, odd));
            return field.list().ofMaxSize(10);
        }
    }

    static Arbitrary<FieldType> named(List<String> names) {
        return Arbitraries.of(names).map(FieldType::named);
    }

    private static Arbitrary<byte[]> samples() {
        return Arbitraries.of(SAMPLES).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] utf8(List<Integer> scalars) {
        StringBuilder text = new StringBuilder();
        scalars.forEach(text::appendCodePoint);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The longest prefix of complete characters of at most 7 bytes. */
    private static byte[] atMost7(byte[] text) {
        String rest = new String(text, StandardCharsets.UTF_8);
        while (rest.getBytes(StandardCharsets.UTF_8).length > 7) {
            rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
        }
        return rest.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(List<Integer> units) {
        byte[] bytes = new byte[units.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = units.get(i).byteValue();
        }
        return bytes;
    }
}
