package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ArithmeticModel;
import dev.jetvm.conformance.model.Reading;
import dev.jetvm.conformance.model.StorageModel;
import dev.jetvm.conformance.model.TaggedModel;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.ObjectNode;

/** Laws of values in storage smaller than a word. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:value.storage")
class StorageProps {

    @Property(tries = 1000)
    @Tag("id:prop-store-integer")
    @Tag("VAL-18a")
    void anIntegerIsStoredWholeOrNotAtAll(@ForAll("integerClass") String place,
            @ForAll(supplier = Any.Int61.class) long value, @ForAll boolean nearby) {
        BigInteger number = nearby
                ? nearEdge(place, value)
                : BigInteger.valueOf(value);
        Reply reply = Ask.op("value.store").with("class", place).with("value", Plain.integer(number)).send();
        if (StorageModel.holds(place, number)) {
            byte[] bytes = StorageModel.littleEndian(number, StorageModel.width(place));
            reply.is(Wire.object().put("bytes", Wire.base64(bytes)));
        } else {
            reply.panics("int-overflow");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-load-integer")
    @Tag("VAL-18b")
    void anyBytesLoadAsTheIntegerTheyHoldOrPanic(@ForAll("integerClass") String place,
            @ForAll @Size(8) byte[] random, @ForAll boolean small) {
        byte[] bytes = Arrays.copyOf(random, StorageModel.width(place));
        if (small && bytes.length == 8) {
            bytes[7] = (byte) (bytes[7] >> 4);
        }
        BigInteger number = StorageModel.read(place, bytes);
        Reply reply = Ask.op("value.load").with("class", place).with("bytes", bytes).send();
        if (ArithmeticModel.isInt(number)) {
            ObjectNode value = Wire.object();
            value.set("value", Plain.integer(number));
            reply.is(value.put("allocated", 0));
        } else {
            reply.panics("int-overflow");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-storage-round-trip")
    @Tag("VAL-18a")
    @Tag("VAL-18b")
    void whatIsStoredIsLoadedAgain(@ForAll("stored") Map.Entry<String, ObjectNode> stored) {
        byte[] bytes = Ask.op("value.store").with("class", stored.getKey()).with("value", stored.getValue()).sendOk()
                .bytes("bytes");
        Ask.op("value.load").with("class", stored.getKey()).with("bytes", bytes)
                .expect(value -> value.set("value", stored.getValue()));
    }

    @Property(tries = 1000)
    @Tag("id:prop-load-ref")
    @Tag("VAL-18b")
    void aReferencePlaceHoldsATaggedWord(@ForAll(supplier = Any.Word.class) long word) {
        Reading reading = TaggedModel.read(word);
        Reply reply = Ask.op("value.load").with("class", "ref")
                .with("bytes", StorageModel.littleEndian(BigInteger.valueOf(word), 8)).send();
        ValueProps.decodesAs(reading, reply);
    }

    /** A number within two of an end of the range of the class. */
    private static BigInteger nearEdge(String place, long random) {
        BigInteger edge = random < 0 ? StorageModel.min(place) : StorageModel.max(place);
        BigInteger number = edge.add(BigInteger.valueOf(Math.floorMod(random, 5) - 2));
        return ArithmeticModel.isInt(number) ? number : BigInteger.valueOf(random);
    }

    @Provide
    Arbitrary<String> integerClass() {
        return Arbitraries.of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64");
    }

    @Provide
    Arbitrary<Map.Entry<String, ObjectNode>> stored() {
        return Stored.any();
    }
}
