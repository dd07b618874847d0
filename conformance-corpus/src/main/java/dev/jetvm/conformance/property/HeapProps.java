package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Laws of single objects, sizes and options. */
@Tag("kind:property")
@Tag("level:must")
class HeapProps {
    private static final long BLOCK = 32_768;
    private static final int LINE = 128;
    private static final long REGION = 262_144;
    private static final int RECORD_SIZE = 294;

    private static long total(long slots, long bytes) {
        return (16 + 8 * slots + bytes + 7) / 8 * 8;
    }

    private static String sizeClass(long total) {
        return total <= BLOCK / 2 ? "block" : total <= REGION ? "region" : "large";
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-route")
    @Tag("requires:heap.route")
    @Tag("requires:heap.policy")
    @Tag("HEAP-07")
    void theTotalDecidesTheClass(@ForAll("totals") long total) {
        Ask.op("heap.route").with("total", total).expect(value -> value.put("class", sizeClass(total)));
    }

    @Provide
    Arbitrary<Long> totals() {
        return Arbitraries.oneOf(List.of(Arbitraries.longs().between(16, 500_000),
                Arbitraries.longs().between(16_370, 16_400), Arbitraries.longs().between(262_130, 262_160),
                Arbitraries.longs().between(16, 1L << 40)));
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-place")
    @Tag("requires:heap.core")
    @Tag("requires:heap.align")
    @Tag("requires:heap.sizes")
    @Tag("requires:heap.inspect")
    @Tag("requires:heap.policy")
    @Tag("HEAP-01")
    @Tag("HEAP-22")
    @Tag("HEAP-27")
    void anObjectIsAlignedAndLiesInTheSpaceOfItsSize(@ForAll @IntRange(max = 6) int slots,
            @ForAll("sizes") int bytes, @ForAll @IntRange(max = 12) int align, @ForAll boolean collected) {
        long alignment = 1L << align;
        long total = total(slots, bytes);
        Ask.op("heap.alloc").with("into", "$a").with("slots", slots).with("bytes", bytes).with("align", alignment)
                .expect(value -> value.put("total", total));
        if (collected) {
            Ask.op("gc.collect").with("kind", "minor").sendOk();
        }
        Reply where = Ask.op("heap.where").with("object", "$a").sendOk();
        String space = total > REGION ? "large" : collected ? "mature" : "nursery";
        where.is(Wire.object().put("space", space).put("class", sizeClass(total)).put("total", total));
        where.check(where.word("address") % Math.max(8, alignment) == 0, Wire.object().put("address", "$any"),
                "the address is a multiple of " + Math.max(8, alignment));
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(List.of(Arbitraries.integers().between(0, 300), Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(16_000, 17_000), Arbitraries.integers().between(0, 40_000)));
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-bounds")
    @Tag("requires:heap.core")
    @Tag("HEAP-31")
    void anAccessLiesInsideOrPanics(@ForAll @IntRange(max = 5) int slots, @ForAll @IntRange(max = 40) int bytes,
            @ForAll("near") long slot, @ForAll("near") long offset, @ForAll("near") long count) {
        Ask.op("heap.alloc").with("into", "$a").with("slots", slots).with("bytes", bytes).sendOk();
        Reply get = Ask.op("heap.get").with("object", "$a").with("slot", slot).send();
        if (slot >= 0 && slot < slots) {
            get.is(Wire.object().set("value", Plain.nil()));
        } else {
            get.panics("bounds");
        }
        Reply read = Ask.op("heap.read").with("object", "$a").with("offset", offset).with("count", count).send();
        if (offset >= 0 && count >= 0 && offset <= bytes && count <= bytes - offset) {
            read.is(Wire.object().put("bytes", Wire.base64(new byte[(int) count])));
        } else {
            read.panics("bounds");
        }
    }

    @Provide
    Arbitrary<Long> near() {
        return Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.longs().between(-2, 45)),
                Tuple.of(1, Arbitraries.longs().between(-(1L << 52), 1L << 52)));
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-nursery")
    @Tag("HEAP-19")
    @Tag("CFG-09a")
    @Tag("requires:heap.options")
    void theNurseryIsAShareOfTheHeap(@ForAll @LongRange(min = 1, max = 1L << 32) long initial,
            @ForAll @LongRange(max = 1L << 28) long nursery, @ForAll @IntRange(min = 1, max = 64) int workers) {
        ObjectNode params = Wire.object().put("heap.initial_size", Long.toString(initial))
                .put("gc.nursery_size", Long.toString(nursery)).put("scheduler.threads", Integer.toString(workers));
        Ask.op("configure").with("profile", "tagged").with("params", params).with("seed", "1").sendOk();
        long expected = Math.max(1, Math.min(nursery, initial / (4L * workers)) / BLOCK) * BLOCK;
        Ask.op("heap.options").expect(value -> value.putObject("effective").put("nursery", expected)
                .put("target", initial).put("workers", workers));
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-size-texts")
    @Tag("CFG-09a")
    @Tag("requires:heap.options")
    void aSizeIsDigitsWithAnOptionalLetter(@ForAll @LongRange(max = 5000) long number,
            @ForAll("suffixes") String suffix) {
        ObjectNode params = Wire.object().put("heap.initial_size", number + suffix);
        Reply reply = Ask.op("configure").with("profile", "tagged").with("params", params).with("seed", "1").send();
        int letter = List.of("", "K", "M", "G").indexOf(suffix);
        if (letter < 0) {
            reply.rejects("invalid", "option-value");
        } else {
            reply.ok();
            long bytes = number << 10 * letter;
            Ask.op("heap.options").expect(
                    value -> value.putObject("options").put("heap.initial_size", Long.toString(bytes)));
        }
    }

    @Provide
    Arbitrary<String> suffixes() {
        return Arbitraries.of("", "K", "M", "G", "k", "T", "KB", " ", ".5", "-");
    }

    @Property(tries = 400)
    @Tag("id:prop-heap-accounting")
    @Tag("requires:heap.core")
    @Tag("requires:gc.collect")
    @Tag("requires:heap.usage")
    @Tag("param:gc.stress=")
    @Tag("HEAP-30")
    @Tag("GC-21")
    void useIsTheSumOfWhatIsThere(@ForAll @Size(max = 8) List<@IntRange(max = 20_000) Integer> kept,
            @ForAll @IntRange(max = 200) int dropped) {
        Ask.op("reset").sendOk();
        long sum = 0;
        for (int k = 0; k < kept.size(); k++) {
            Ask.op("heap.alloc").with("into", "$k" + k).with("bytes", kept.get(k)).sendOk();
            sum += total(0, kept.get(k));
        }
        Ask.op("heap.churn").with("count", dropped).with("bytes", 50).sendOk();
        long live = sum;
        Ask.op("heap.usage").expect(value -> value.put("objects", kept.size() + dropped).put("bytes",
                live + dropped * total(0, 50)));
        Ask.op("gc.collect").with("kind", "full").expect(value -> value.put("reclaimedObjects", dropped)
                .put("reclaimedBytes", dropped * total(0, 50)));
        Ask.op("heap.usage").expect(value -> value.put("objects", kept.size()).put("bytes", live));
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-lines")
    @Tag("requires:heap.core")
    @Tag("requires:heap.inspect")
    @Tag("HEAP-03")
    @Tag("HEAP-04")
    @Tag("HEAP-05")
    @Tag("HEAP-08")
    @Tag("HEAP-09")
    @Tag("HEAP-11")
    @Tag("HEAP-13")
    @Tag("requires:heap.lines")
    void anObjectKeepsTheLinesThatItOverlaps(@ForAll @IntRange(max = 3000) int bytes, @ForAll boolean full) {
        Ask.op("heap.alloc").with("into", "$a").with("bytes", bytes).sendOk();
        Ask.op("gc.collect").with("kind", full ? "full" : "minor").sendOk();
        long address = Ask.op("heap.where").with("object", "$a").sendOk().word("address");
        int first = (int) (address % BLOCK / LINE);
        int last = (int) ((address % BLOCK + total(0, bytes) - 1) / LINE);
        Reply block = Ask.op("heap.block").with("object", "$a").sendOk();
        block.is(Wire.object().put("block", address / BLOCK).put("firstLine", first).put("lastLine", last));
        byte[] record = block.bytes("bytes");
        int epoch = (int) block.number("epoch");
        block.check(record.length == RECORD_SIZE && agrees(record, epoch, first, last),
                Wire.object().put("bytes", "$any"),
                "marks, bitmap and free lines agree, and the object's lines are live");
    }

    private static boolean agrees(byte[] record, int epoch, int first, int last) {
        int live = 0;
        for (int line = 0; line < 256; line++) {
            boolean marked = (record[line] & 0xFF) == epoch;
            boolean bit = (record[260 + line / 8] >> line % 8 & 1) == 1;
            boolean mine = line >= first && line <= last;
            if (marked != bit || mine && !marked) {
                return false;
            }
            live += marked ? 1 : 0;
        }
        return ((record[258] & 0xFF) | (record[259] & 0xFF) << 8) == 256 - live;
    }

    @Property(tries = 1000)
    @Tag("id:prop-heap-slot-values")
    @Tag("requires:heap.core")
    @Tag("requires:gc.collect")
    @Tag("HEAP-32")
    @Tag("GC-01")
    @Tag("BAR-02")
    void aSlotHoldsAnyValueThroughCollections(@ForAll("values") ObjectNode plain, @ForAll boolean full) {
        Ask.op("heap.alloc").with("into", "$a").with("slots", 2).sendOk();
        Ask.op("heap.set").with("object", "$a").with("slot", 1).with("value", plain).sendOk();
        Ask.op("gc.collect").with("kind", full ? "full" : "minor").sendOk();
        JsonNode expected = Wire.object().set("value", plain);
        Ask.op("heap.get").with("object", "$a").with("slot", 1).send().is(expected);
    }

    @Provide
    Arbitrary<ObjectNode> values() {
        return Arbitraries.oneOf(List.of(Arbitraries.longs().between(-(1L << 60), (1L << 60) - 1).map(Plain::integer),
                Arbitraries.integers().map(Plain::float32), Arbitraries.longs().map(Plain::float64),
                Arbitraries.of(true, false).map(Plain::bool),
                Arbitraries.integers().between(0, 0xD7FF).map(Plain::character),
                Arbitraries.strings().ascii().ofMaxLength(60).map(Plain::string)));
    }

    @Property(tries = 400)
    @Tag("id:prop-heap-target")
    @Tag("requires:heap.core")
    @Tag("requires:gc.collect")
    @Tag("requires:heap.usage")
    @Tag("param:gc.stress=")
    @Tag("GC-09")
    @Tag("HEAP-20")
    @Tag("param:heap.initial_size=64K")
    @Tag("param:scheduler.threads=1")
    void theTargetFollowsWhatLives(@ForAll @IntRange(max = 3000) int live) {
        Ask.op("heap.chain").with("into", "$l").with("count", live).with("bytes", 8).sendOk();
        Ask.op("gc.collect").with("kind", "full").sendOk();
        Reply usage = Ask.op("heap.usage").sendOk();
        long bytes = usage.number("bytes");
        usage.is(Wire.object().put("bytes", 32L * live).put("target", Math.max(65_536, 2 * bytes)));
    }
}
