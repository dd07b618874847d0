package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.NanModel;
import dev.jetvm.conformance.model.Reading;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.node.ObjectNode;

/** NaN-boxed words. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:nan.words")
class NanProps {

    @Property(tries = 1000)
    @Tag("id:prop-nan-round-trip")
    @Tag("NAN-02")
    @Tag("NAN-03")
    @Tag("NAN-07")
    void whatNeedsNoBoxSurvives(@ForAll("immediate") ObjectNode plain) {
        Reply encoded = encode(plain).is(Wire.object().put("form", "immediate"));
        decode(encoded.word("word")).is(Wire.object().set("value", plain));
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-int-word")
    @Tag("NAN-02")
    @Tag("NAN-03")
    void anIntegerOf32BitsIsImmediateAndALargerOneBoxed(@ForAll(supplier = Any.Int61.class) long value,
            @ForAll int small, @ForAll boolean narrow) {
        long number = narrow ? small : value;
        Reply encoded = encode(Plain.integer(number));
        if (number == (int) number) {
            encoded.is(Wire.object().put("form", "immediate").put("word", Wire.word(NanModel.word(4, (int) number))));
        } else {
            encoded.is(Wire.object().put("form", "boxed"));
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-canonical")
    @Tag("NAN-01")
    @Tag("NAN-04")
    void aDoubleIsItsOwnWordAndEveryNanTheSame(@ForAll(supplier = Any.Float64.class) long bits) {
        long word = NanModel.canonical(bits);
        encode(Plain.float64(bits)).is(Wire.object().put("form", "immediate").put("word", Wire.word(word)));
        decode(word).is(Wire.object().set("value", Plain.float64(word)));
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-classify-total")
    @Tag("NAN-01")
    @Tag("NAN-05")
    void everyWordHasExactlyOneKind(@ForAll(supplier = Any.NanWord.class) long word) {
        Ask.op("nan.classify").with("word", Wire.word(word))
                .expect(value -> value.put("kind", NanModel.read(word).kind()));
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-decode-total")
    @Tag("NAN-02")
    @Tag("NAN-04")
    @Tag("NAN-05")
    @Tag("NAN-07")
    void everyWordDecodesOrIsRefused(@ForAll(supplier = Any.NanWord.class) long word) {
        Reading reading = NanModel.read(word);
        ValueProps.decodesAs(reading, decode(word));
    }

    @Property(tries = 1000)
    @Tag("id:prop-nan-address")
    @Tag("NAN-06")
    void anyAddressOf48BitsStaysUnchanged(@ForAll @LongRange(min = 1, max = (1L << 48) - 1) long address) {
        long word = NanModel.OBJECT | address;
        encode(Plain.ref(address)).is(Wire.object().put("word", Wire.word(word)));
        decode(word).is(Wire.object().set("value", Plain.ref(address)));
    }

    private static Reply encode(ObjectNode plain) {
        return Ask.op("nan.encode").with("value", plain).send();
    }

    private static Reply decode(long word) {
        return Ask.op("nan.decode").with("word", Wire.word(word)).send();
    }

    @Provide
    Arbitrary<ObjectNode> immediate() {
        return Arbitraries.oneOf(List.of(Arbitraries.integers().map(Plain::integer),
                new Any.Float32().get().map(Plain::float32), new Any.Scalar().get().map(Plain::character),
                Arbitraries.longs().between(0, 0xFFFF_FFFFL).map(Plain::symbol),
                Arbitraries.of(true, false).map(Plain::bool), Arbitraries.just(Plain.nil())));
    }
}
