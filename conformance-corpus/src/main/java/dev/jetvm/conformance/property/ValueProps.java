package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.Reading;
import dev.jetvm.conformance.model.TaggedModel;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Positive;
import tools.jackson.databind.node.ObjectNode;

/** Words of the tagged profile: every value is preserved and every word has one meaning. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:value.words")
class ValueProps {

    @Property(tries = 1000)
    @Tag("id:prop-int-round-trip")
    @Tag("VAL-03")
    @Tag("VAL-04")
    void anIntegerSurvives(@ForAll(supplier = Any.Int61.class) long value) {
        survives(Plain.integer(value), value << 3);
    }

    @Property(tries = 1000)
    @Tag("id:prop-int-out-of-range")
    @Tag("VAL-04")
    void anIntegerOutsideTheRangeIsRefused(@ForAll @Positive BigInteger beyond, @ForAll boolean negative) {
        BigInteger value = negative
                ? BigInteger.valueOf(TaggedModel.MIN_INT).subtract(beyond)
                : BigInteger.valueOf(TaggedModel.MAX_INT).add(beyond);
        encode(Plain.integer(value)).rejects("invalid", "int-range");
    }

    @Property(tries = 1000)
    @Tag("id:prop-float32-round-trip")
    @Tag("VAL-08")
    @Tag("VAL-09")
    void aFloat32SurvivesBitByBit(@ForAll(supplier = Any.Float32.class) int bits) {
        survives(Plain.float32(bits), (long) bits << 32 | 3);
    }

    @Property(tries = 1000)
    @Tag("id:prop-char-round-trip")
    @Tag("VAL-12")
    void aScalarValueSurvives(@ForAll(supplier = Any.Scalar.class) int scalar) {
        survives(Plain.character(scalar), (long) scalar << 3 | 4);
    }

    @Property(tries = 1000)
    @Tag("id:prop-char-only-scalars")
    @Tag("VAL-12")
    void whatIsNoScalarValueIsNoCharacter(@ForAll @LongRange(min = 0, max = 0x7FFF_FFFF) long number,
            @ForAll boolean surrogate) {
        int code = surrogate ? (int) (0xD800 + number % 0x800) : (int) Math.max(0x11_0000, number);
        encode(Plain.character(code)).rejects("invalid", "char-scalar");
        decode((long) code << 3 | 4).rejects("malformed", "char-scalar");
    }

    @Property(tries = 1000)
    @Tag("id:prop-symbol-round-trip")
    @Tag("VAL-13")
    void aSymbolIndexSurvives(@ForAll @LongRange(min = 0, max = (1L << 61) - 1) long index) {
        survives(Plain.symbol(index), index << 3 | 5);
    }

    @Property(tries = 1000)
    @Tag("id:prop-small-string-round-trip")
    @Tag("STR-05")
    void aShortStringSurvivesInTheWord(@ForAll(supplier = Any.ShortText.class) byte[] text) {
        survives(Plain.string(text), TaggedModel.smallString(text));
    }

    @Property(tries = 1000)
    @Tag("id:prop-ref-round-trip")
    @Tag("VAL-11")
    @Tag("VAL-14")
    void anAddressSurvives(@ForAll(supplier = Any.Address.class) long address, @ForAll boolean box) {
        survives(box ? Plain.float64Ref(address) : Plain.ref(address), address | 7 | (box ? 0xF640L << 48 : 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-ref-address-refused")
    @Tag("VAL-14")
    void anAddressThatNoObjectHasIsRefused(@ForAll(supplier = Any.Word.class) long bits, @ForAll boolean high) {
        long address = high ? bits | 1L << 48 : bits & 0x0000_FFFF_FFFF_FFFFL | 1 + (bits >>> 61) % 7;
        encode(Plain.ref(address)).rejects("invalid", "ref-address");
    }

    @Property(tries = 1000)
    @Tag("id:prop-classify-total")
    @Tag("VAL-02")
    @Tag("VAL-16")
    void everyWordHasExactlyOneKind(@ForAll(supplier = Any.Word.class) long word) {
        Ask.op("value.classify").with("word", Wire.word(word))
                .expect(value -> value.put("kind", TaggedModel.read(word).kind()));
    }

    @Property(tries = 1000)
    @Tag("id:prop-decode-total")
    @Tag("VAL-01")
    @Tag("VAL-06")
    @Tag("VAL-07")
    @Tag("VAL-16")
    void everyWordDecodesOrIsRefusedForOneOfItsFaults(@ForAll(supplier = Any.Word.class) long word) {
        decodesAs(TaggedModel.read(word), decode(word));
    }

    @Property(tries = 1000)
    @Tag("id:prop-word-canonical")
    @Tag("VAL-01")
    @Tag("VAL-16")
    void noValueHasTwoWords(@ForAll(supplier = Any.Word.class) long word) {
        Reply decoded = decode(word);
        if (decoded.isOk()) {
            Ask.op("value.encode").with("value", decoded.member("value"))
                    .expect(value -> value.put("form", "immediate").put("word", Wire.word(word)));
        } else {
            Reading reading = TaggedModel.read(word);
            decodesAs(reading, decoded);
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-float64-box")
    @Tag("requires:value.boxes")
    @Tag("VAL-10")
    void aFloat64SurvivesInItsBox(@ForAll(supplier = Any.Float64.class) long bits) {
        ObjectNode number = Plain.float64(bits);
        byte[] image = Ask.op("value.box").with("value", number).sendOk().bytes("image");
        Ask.op("value.unbox").with("image", image).expect(value -> value.set("value", number));
    }

    static void decodesAs(Reading reading, Reply reply) {
        if (reading.value() != null) {
            reply.is(Wire.object().set("value", reading.value()));
            return;
        }
        String code = reply.answer().code();
        reply.rejects("malformed", reading.faults().contains(code) ? code : reading.faults().iterator().next());
    }

    private static void survives(ObjectNode plain, long word) {
        encode(plain).is(Wire.object().put("form", "immediate").put("word", Wire.word(word)));
        decode(word).is(Wire.object().set("value", plain));
    }

    private static Reply encode(ObjectNode plain) {
        return Ask.op("value.encode").with("value", plain).send();
    }

    private static Reply decode(long word) {
        return Ask.op("value.decode").with("word", Wire.word(word)).send();
    }
}
