package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FnvModel;
import dev.jetvm.conformance.model.HeaderModel;
import dev.jetvm.conformance.model.TaggedModel;
import dev.jetvm.conformance.model.Utf8Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.ObjectNode;

/** Laws of the three string forms, of their hash and export, and of symbols. */
@Tag("kind:property")
@Tag("level:must")
class StringProps {

    @Property(tries = 1000)
    @Tag("id:prop-string-form")
    @Tag("requires:string.forms")
    @Tag("STR-02")
    @Tag("STR-04")
    @Tag("STR-06")
    void theLengthDecidesTheForm(@ForAll(supplier = Any.Text.class) byte[] text) {
        ObjectNode expected = Wire.object().put("length", text.length).put("chars", Utf8Model.scalars(text))
                .put("hash", Wire.word32(FnvModel.hash(text))).put("allocated", text.length <= 7 ? 0 : 56);
        if (text.length <= 7) {
            expected.put("form", "immediate").put("word", Wire.word(TaggedModel.smallString(text)));
        } else {
            expected.put("form", text.length <= 23 ? "inline" : "external");
        }
        Ask.op("string.form").with("bytes", text).send().is(expected);
    }

    @Property(tries = 1000)
    @Tag("id:prop-string-image")
    @Tag("requires:string.forms")
    @Tag("STR-03")
    @Tag("STR-07")
    @Tag("STR-08")
    void theImageOfALongString(@ForAll("long") byte[] text, @ForAll(supplier = Any.Address.class) long address,
            @ForAll @IntRange(min = 0, max = 100) int spare, @ForAll boolean hashed) {
        boolean inline = text.length <= 23;
        Ask ask = Ask.op("string.form").with("bytes", text).with("hashed", hashed);
        if (!inline) {
            ask.with("address", Wire.word(address)).with("capacity", text.length + spare);
        }
        byte[] image = image(text, inline, address, text.length + spare, hashed);
        ask.send().is(Wire.object().put("image", Wire.base64(image)));
        Ask decode = Ask.op("string.decode").with("image", image);
        ObjectNode expected = Wire.object().put("length", text.length).put("chars", Utf8Model.scalars(text));
        if (inline) {
            expected.put("form", "inline").put("bytes", Wire.base64(text));
        } else {
            decode.with("content", text);
            expected.put("form", "external");
        }
        decode.send().is(expected);
    }

    @Property(tries = 1000)
    @Tag("id:prop-string-hash")
    @Tag("requires:string.forms")
    @Tag("STR-03")
    @Tag("STR-04")
    void theHashIsFnv1a(@ForAll(supplier = Any.Text.class) byte[] text) {
        Ask.op("string.hash").with("bytes", text)
                .expect(value -> value.put("hash", Wire.word32(FnvModel.hash(text))));
    }

    @Property(tries = 1000)
    @Tag("id:prop-string-only-utf8")
    @Tag("requires:string.forms")
    @Tag("STR-01")
    void noStringIsMadeOfOtherBytes(@ForAll(supplier = Any.Noise.class) byte[] bytes) {
        int at = Utf8Model.firstIllFormed(bytes);
        Reply reply = Ask.op("string.form").with("bytes", bytes).send();
        if (at < 0) {
            reply.is(Wire.object().put("length", bytes.length));
        } else {
            reply.rejects("malformed", "utf8");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-string-export")
    @Tag("requires:string.export")
    @Tag("STR-17")
    void anExportedStringEndsInOneNul(@ForAll(supplier = Any.Text.class) byte[] text) {
        Ask.op("string.export").with("bytes", text)
                .expect(value -> value.put("bytes", Wire.base64(Arrays.copyOf(text, text.length + 1))));
    }

    @Property(tries = 1000)
    @Tag("id:prop-symbol-identity")
    @Tag("requires:value.symbols")
    @Tag("VAL-13")
    @Tag("STR-12")
    void equalNamesAreOneSymbolAndOthersAnother(@ForAll("names") @Size(2) List<byte[]> names) {
        Map<String, Long> words = new HashMap<>();
        for (byte[] name : names) {
            Reply reply = Ask.op("symbol.intern").with("bytes", name).sendOk();
            long word = reply.word("word");
            String text = Wire.base64(name);
            reply.is(Wire.object().put("word", Wire.word(words.getOrDefault(text, word))));
            reply.check((word & 7) == 5, Wire.object().put("word", Wire.word(word & ~7L | 5)), "has to give a symbol");
            reply.check(words.containsKey(text) || !words.containsValue(word), Wire.object(),
                    "gives the word of another name");
            words.put(text, word);
        }
        byte[] first = names.getFirst();
        Ask.op("symbol.text").with("word", Wire.word(words.getOrDefault(Wire.base64(first), 0L)))
                .expect(value -> value.put("bytes", Wire.base64(first)));
    }

    private static byte[] image(byte[] text, boolean inline, long address, int capacity, boolean hashed) {
        ByteBuffer image = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        image.put(HeaderModel.counted(8, 0, 0, 40, inline ? 1 : 0, 3, 0, 0).image());
        image.putInt(text.length).putInt(Utf8Model.scalars(text)).putInt(hashed ? FnvModel.hash(text) : 0).putInt(0);
        if (inline) {
            image.put(text).put(55, (byte) (0x80 | text.length));
        } else {
            image.putLong(address).putLong(text.length).putLong(capacity);
        }
        return image.array();
    }

    /** Texts of at least 8 bytes. */
    @Provide("long")
    Arbitrary<byte[]> longer() {
        return new Any.Text().get().map(text -> text.length > 7 ? text : Arrays.copyOf(text, 8 + text.length));
    }

    /** Names, some of which are equal. */
    @Provide
    Arbitrary<List<byte[]>> names() {
        return new Any.ShortText().get().list();
    }
}
