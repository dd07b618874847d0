package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FnvModel;
import dev.jetvm.conformance.model.StorageModel;
import dev.jetvm.conformance.model.Utf8Model;
import dev.jetvm.conformance.session.CurrentCase;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.node.ObjectNode;

/** Laws of strings, arrays and slices in a heap that hold whatever the collector does between two steps. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:string.heap")
@Tag("requires:array.heap")
@Tag("requires:gc.collect")
class ObjectProps {
    private static final int ARRAY = 12;

    /** The action of the collector between two steps. */
    enum Pause {
        NONE, MINOR, FULL;

        void happen() {
            if (this != NONE) {
                Ask.op("gc.collect").with("kind", this == MINOR ? "minor" : "full").sendOk();
            }
        }
    }

    private static void string(String handle, byte[] text) {
        Ask.op("string.new").with("into", handle).with("bytes", text).sendOk();
    }

    private static Reply concat(String left, String right, String into) {
        return Ask.op("string.concat").with("left", left).with("right", right).with("into", into).sendOk();
    }

    private static void hasText(String handle, byte[] text) {
        Ask.op("string.text").with("string", handle).expect(value -> value.put("bytes", Wire.base64(text)));
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] whole = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, whole, left.length, right.length);
        return whole;
    }

    private static ObjectNode described(byte[] text) {
        return Wire.object().put("form", text.length <= 7 ? "immediate" : text.length <= 23 ? "inline" : "external")
                .put("length", text.length).put("chars", Utf8Model.scalars(text));
    }

    /** The first character boundary at or after an offset. */
    private static int boundary(byte[] text, int offset) {
        int at = offset;
        while (at < text.length && (text[at] & 0xC0) == 0x80) {
            at++;
        }
        return at;
    }

    @Property(tries = 1000)
    @Tag("id:prop-obj-concat")
    @Tag("requires:string.concat")
    @Tag("STR-14")
    @Tag("STR-16")
    @Tag("GC-27")
    void concatenationIsThatOfTheBytes(@ForAll(supplier = Any.Text.class) byte[] left,
            @ForAll(supplier = Any.Text.class) byte[] right, @ForAll Pause before, @ForAll Pause after) {
        string("$a", left);
        string("$b", right);
        before.happen();
        concat("$a", "$b", "$c").is(described(join(left, right)));
        after.happen();
        hasText("$c", join(left, right));
        hasText("$a", left);
        hasText("$b", right);
    }

    /** The same text created directly, concatenated and sliced. */
    @Property(tries = 400)
    @Tag("id:prop-obj-origin")
    @Tag("requires:string.concat")
    @Tag("requires:string.cut")
    @Tag("requires:string.order")
    @Tag("requires:string.hashes")
    @Tag("STR-09")
    @Tag("STR-13")
    @Tag("STR-03a")
    void howAStringWasMadeCannotBeSeen(@ForAll(supplier = Any.Text.class) byte[] text,
            @ForAll(supplier = Any.Text.class) byte[] around, @ForAll @IntRange(min = 0, max = 40) int split,
            @ForAll Pause pause) {
        int middle = boundary(text, Math.min(split, text.length));
        string("$a", text);
        string("$l", Arrays.copyOf(text, middle));
        string("$r", Arrays.copyOfRange(text, middle, text.length));
        concat("$l", "$r", "$b");
        pause.happen();
        string("$x", join(join(around, text), around));
        Ask.op("string.cut").with("string", "$x").with("offset", around.length).with("count", text.length)
                .with("into", "$c").sendOk().is(described(text));
        for (String other : new String[]{"$b", "$c"}) {
            Ask.op("string.equal").with("left", "$a").with("right", other).expect(value -> value.put("equal", true));
            Ask.op("string.compare").with("left", other).with("right", "$a").expect(value -> value.put("order", 0));
            Ask.op("string.hashOf").with("string", other)
                    .expect(value -> value.put("hash", Wire.word32(FnvModel.hash(text))));
            if (CurrentCase.offers("string.inspect")) {
                Ask.op("string.info").with("string", other).sendOk().is(described(text));
            }
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-obj-order")
    @Tag("requires:string.order")
    @Tag("STR-09a")
    @Tag("STR-13")
    void theOrderIsThatOfTheBytes(@ForAll(supplier = Any.Text.class) byte[] left,
            @ForAll(supplier = Any.Text.class) byte[] right, @ForAll boolean common) {
        byte[] second = common ? join(left, right) : right;
        string("$a", left);
        string("$b", second);
        int order = Integer.signum(Arrays.compareUnsigned(left, second));
        Ask.op("string.compare").with("left", "$a").with("right", "$b").expect(value -> value.put("order", order));
        Ask.op("string.equal").with("left", "$a").with("right", "$b")
                .expect(value -> value.put("equal", order == 0));
    }

    @Property(tries = 1000)
    @Tag("id:prop-obj-cut")
    @Tag("requires:string.cut")
    @Tag("STR-02a")
    @Tag("STR-16")
    void aPartIsCutBetweenCharactersOrNotAtAll(@ForAll(supplier = Any.Text.class) byte[] text,
            @ForAll @IntRange(min = -2, max = 60) int offset, @ForAll @IntRange(min = -2, max = 60) int count,
            @ForAll Pause pause) {
        string("$a", text);
        Reply reply = Ask.op("string.cut").with("string", "$a").with("offset", offset).with("count", count)
                .with("into", "$b").send();
        if (offset < 0 || count < 0 || offset > text.length || count > text.length - offset) {
            reply.panics("bounds");
        } else if (boundary(text, offset) != offset || boundary(text, offset + count) != offset + count) {
            reply.panics("char-boundary");
        } else {
            byte[] part = Arrays.copyOfRange(text, offset, offset + count);
            reply.is(described(part));
            Ask.op("heap.unroot").with("handle", "$a").sendOk();
            pause.happen();
            hasText("$b", part);
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-obj-array-element")
    @Tag("ARR-04a")
    @Tag("VAL-10a")
    void anElementHoldsWhatWasStored(@ForAll("stored") Map.Entry<String, ObjectNode> stored,
            @ForAll @IntRange(min = 0, max = ARRAY - 1) int index, @ForAll Pause pause) {
        array("$a", stored.getKey());
        ObjectNode empty = Ask.op("array.get").with("array", "$a").with("index", index).sendOk().member("value")
                .deepCopy().asObject();
        Ask.op("array.set").with("array", "$a").with("index", index).with("value", stored.getValue()).sendOk();
        pause.happen();
        for (int at = Math.max(0, index - 1); at <= Math.min(ARRAY - 1, index + 1); at++) {
            Ask.op("array.get").with("array", "$a").with("index", at).sendOk()
                    .is(Wire.object().set("value", at == index ? stored.getValue() : empty));
        }
    }

    private static void array(String handle, String element) {
        Ask.op("array.new").with("into", handle).with("element", element).with("length", ARRAY).sendOk();
    }

    @Property(tries = 1000)
    @Tag("id:prop-obj-array-range")
    @Tag("ARR-04a")
    @Tag("ARR-04")
    void anIntegerIsStoredWholeOrNotAtAll(@ForAll("narrowClass") String element,
            @ForAll @IntRange(min = -2, max = ARRAY + 1) int index, @ForAll @IntRange(min = -2, max = 2) int beyond,
            @ForAll boolean low) {
        BigInteger edge = low ? StorageModel.min(element) : StorageModel.max(element);
        BigInteger number = edge.add(BigInteger.valueOf(beyond));
        boolean inside = index >= 0 && index < ARRAY;
        array("$a", element);
        Reply reply = Ask.op("array.set").with("array", "$a").with("index", index)
                .with("value", Plain.integer(number)).send();
        if (!inside) {
            reply.panics("bounds");
        } else if (!StorageModel.holds(element, number)) {
            reply.panics("int-overflow");
        } else {
            reply.ok();
        }
        BigInteger held = inside && StorageModel.holds(element, number) ? number : BigInteger.ZERO;
        Ask.op("array.get").with("array", "$a").with("index", Math.clamp(index, 0, ARRAY - 1)).sendOk()
                .is(Wire.object().set("value", Plain.integer(held)));
    }

    @Property(tries = 400)
    @Tag("id:prop-obj-array-copy")
    @Tag("requires:array.ranges")
    @Tag("ARR-04b")
    @Tag("BAR-09")
    void copyingReadsEverythingFirst(@ForAll boolean references, @ForAll @IntRange(min = -1, max = ARRAY + 1) int from,
            @ForAll @IntRange(min = -1, max = ARRAY + 1) int to, @ForAll @IntRange(min = -1, max = ARRAY + 1) int count,
            @ForAll Pause before, @ForAll Pause after) {
        array("$a", references ? "ref" : "i32");
        ObjectNode[] model = new ObjectNode[ARRAY];
        for (int k = 0; k < ARRAY; k++) {
            model[k] = references ? Plain.string("the element with number " + k) : Plain.integer(k);
            if (k == ARRAY / 2) {
                before.happen();
            }
            Ask.op("array.set").with("array", "$a").with("index", k).with("value", model[k]).sendOk();
        }
        Reply reply = Ask.op("array.copy").with("from", "$a").with("fromIndex", from).with("to", "$a")
                .with("toIndex", to).with("count", count).send();
        if (from < 0 || to < 0 || count < 0 || Math.max(from, to) > ARRAY - count) {
            reply.panics("bounds");
        } else {
            reply.ok();
            System.arraycopy(model, from, model, to, count);
        }
        after.happen();
        for (int k = 0; k < ARRAY; k++) {
            Ask.op("array.get").with("array", "$a").with("index", k).sendOk()
                    .is(Wire.object().set("value", model[k]));
        }
    }

    @Provide
    Arbitrary<Map.Entry<String, ObjectNode>> stored() {
        return Stored.any().filter(entry -> !entry.getValue().path("kind").asString("").equals("ref"));
    }

    @Provide
    Arbitrary<String> narrowClass() {
        return Arbitraries.of("i8", "i16", "i32", "u8", "u16", "u32");
    }
}
