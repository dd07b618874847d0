package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.HeaderModel;
import dev.jetvm.conformance.model.StorageModel;
import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.node.ObjectNode;

/** Laws of the 16-byte object header. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:header.bytes")
class HeaderProps {
    /** The bits of the image that belong to each field; bit 0 is the lowest bit of byte 0. */
    private static final Map<String, BigInteger> MASKS = Map.of("type", mask(0, 24), "rc", mask(28, 4), "size",
            mask(32, 32), "flags", mask(64, 16), "align", mask(80, 4), "weak", mask(84, 12), "strong", mask(96, 32));

    @Property(tries = 1000)
    @Tag("id:prop-header-round-trip")
    @Tag("HDR-01")
    @Tag("HDR-02")
    @Tag("HDR-03")
    @Tag("HDR-04")
    @Tag("HDR-05")
    @Tag("HDR-06")
    @Tag("HDR-08")
    @Tag("HDR-12a")
    void aHeaderSurvives(@ForAll(supplier = Any.Header.class) HeaderModel header) {
        Ask.op("header.pack").withAll(header.members())
                .expect(value -> value.put("bytes", Wire.base64(header.image())));
        unpack(header.image()).is(header.described());
    }

    @Property(tries = 1000)
    @Tag("id:prop-header-forwarded")
    @Tag("HDR-07")
    @Tag("HDR-08")
    void aForwardedHeaderHoldsTheAddress(@ForAll(supplier = Any.Header.class) HeaderModel header,
            @ForAll(supplier = Any.Address.class) long address) {
        HeaderModel moved = new HeaderModel(header.type(), HeaderModel.FORWARDED, header.rc(), header.size(), address);
        Ask.op("header.pack").withAll(moved.members()).expect(value -> value.put("bytes", Wire.base64(moved.image())));
        unpack(moved.image()).is(moved.described());
    }

    @Property(tries = 1000)
    @Tag("id:prop-header-fields-apart")
    @Tag("HDR-02")
    @Tag("HDR-08")
    void changingOneFieldChangesOnlyItsBits(@ForAll(supplier = Any.Header.class) HeaderModel header,
            @ForAll(supplier = Any.Header.class) HeaderModel donor, @ForAll("field") String field) {
        ObjectNode before = header.members();
        ObjectNode after = before.deepCopy();
        after.set(field, donor.members().get(field));
        Reply changed = Ask.op("header.pack").withAll(after).send();
        byte[] first = Ask.op("header.pack").withAll(before).sendOk().bytes("bytes");
        BigInteger difference = bits(first).xor(bits(changed.bytes("bytes")));
        changed.check(difference.andNot(MASKS.getOrDefault(field, BigInteger.ZERO)).signum() == 0,
                Wire.object().put("bytes", Wire.base64(first)), "changes bits beside those of " + field
                        + " (unchanged image " + Wire.hex(first) + ")");
    }

    @Property(tries = 1000)
    @Tag("id:prop-header-bijection")
    @Tag("HDR-08")
    @Tag("HDR-09")
    void anyImageIsRefusedOrSurvives(@ForAll("image") byte[] image) {
        HeaderModel header = HeaderModel.read(image);
        Reply reply = unpack(image);
        if (header.fault().isPresent()) {
            reply.rejects("malformed", header.fault().get());
            return;
        }
        reply.is(header.described());
        Ask.op("header.pack").withAll(header.members()).expect(value -> value.put("bytes", Wire.base64(image)));
    }

    private static Reply unpack(byte[] image) {
        return Ask.op("header.unpack").with("bytes", image).send();
    }

    private static BigInteger mask(int from, int width) {
        return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE).shiftLeft(from);
    }

    private static BigInteger bits(byte[] image) {
        return StorageModel.read("u128", image);
    }

    @Provide
    Arbitrary<String> field() {
        return Arbitraries.of(MASKS.keySet().stream().sorted().toList());
    }

    /** Random images; the collector bits and the second half are often those of a forwarded header. */
    @Provide
    Arbitrary<byte[]> image() {
        Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofSize(16);
        Arbitrary<Long> metas = Arbitraries.oneOf(Arbitraries.longs(), new Any.Address().get(), Arbitraries.of(0L, 4L));
        Arbitrary<byte[]> shaped = Combinators
                .combine(Arbitraries.of(0, 1, 64, 0xFF_FFFF), Arbitraries.integers().between(0, 15), metas)
                .as((type, gc, meta) -> new HeaderModel(type, gc, 0, 24, meta).image());
        return Arbitraries.oneOf(random, shaped);
    }
}
