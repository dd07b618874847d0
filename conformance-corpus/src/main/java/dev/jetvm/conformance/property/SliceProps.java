package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** Laws of slices of arrays; the model checks bounds with numbers that cannot overflow. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:layout.slice")
class SliceProps {

    @Property(tries = 1000)
    @Tag("id:prop-slice")
    @Tag("ARR-06")
    @Tag("ARR-08")
    void aSliceLiesInsideItsArrayOrPanics(@ForAll(supplier = Any.Address.class) long address,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long length, @ForAll("any") long offset,
            @ForAll("any") long count, @ForAll("mode") int mode) {
        long start = mode == 0 ? offset : Math.floorMod(offset, length + 1) + (mode == 2 ? 1 : 0);
        long size = mode == 0 ? count : length - Math.floorMod(offset, length + 1) + (mode == 3 ? 1 : 0);
        Reply reply = Ask.op("array.slice").with("array", Wire.word(address | 7)).with("length", length)
                .with("offset", Long.toString(start)).with("count", Long.toString(size)).send();
        if (fits(start, size, length)) {
            reply.is(Wire.object().put("image", Wire.base64(image(address | 7, start, size))));
        } else {
            reply.panics("bounds");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-sub-slice")
    @Tag("ARR-08")
    void aSubSliceLiesInsideTheWindowOrPanics(@ForAll(supplier = Any.Address.class) long address,
            @ForAll @LongRange(min = 0, max = 0x7FFF_FFFFL) long windowStart,
            @ForAll @LongRange(min = 0, max = 0x7FFF_FFFFL) long windowSize, @ForAll("any") long offset,
            @ForAll("any") long count, @ForAll boolean inside) {
        long start = inside ? Math.floorMod(offset, windowSize + 1) : offset;
        long size = inside ? Math.floorMod(count, windowSize - start + 1) : count;
        Reply reply = Ask.op("array.slice").with("slice", image(address | 7, windowStart, windowSize))
                .with("offset", Long.toString(start)).with("count", Long.toString(size)).send();
        if (fits(start, size, windowSize)) {
            reply.is(Wire.object().put("image", Wire.base64(image(address | 7, windowStart + start, size))));
        } else {
            reply.panics("bounds");
        }
    }

    private static boolean fits(long offset, long count, long length) {
        BigInteger end = BigInteger.valueOf(offset).add(BigInteger.valueOf(count));
        return offset >= 0 && count >= 0 && end.compareTo(BigInteger.valueOf(length)) <= 0;
    }

    private static byte[] image(long word, long offset, long count) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(word).putInt((int) offset)
                .putInt((int) count).array();
    }

    /** 64-bit numbers, most of them near a limit of 32 or 64 bits. */
    @Provide
    Arbitrary<Long> any() {
        return Arbitraries.oneOf(List.of(Arbitraries.longs(), Arbitraries.longs().between(-3, 20),
                Arbitraries.longs().between(0xFFFF_FFF0L, 0x1_0000_0010L),
                Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 7)));
    }

    /** 0: any range; 1: exactly to the end; 2: begins one element later; 3: one element longer. */
    @Provide
    Arbitrary<Integer> mode() {
        return Arbitraries.integers().between(0, 3);
    }
}
