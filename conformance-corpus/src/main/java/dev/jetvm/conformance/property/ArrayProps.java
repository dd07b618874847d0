package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FieldType;
import dev.jetvm.conformance.model.HeaderModel;
import dev.jetvm.conformance.model.LayoutModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Arrays and structs of arrays: offsets, images, bounds checks and growth. */
@Tag("kind:property")
@Tag("level:must")
class ArrayProps {

    @Property(tries = 1000)
    @Tag("id:prop-array-address")
    @Tag("requires:layout.array")
    @Tag("ARR-02")
    @Tag("ARR-05")
    void anElementLiesAtDataOffsetPlusIndexTimesStride(@ForAll("element") FieldType element,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long random) {
        long most = LayoutModel.maxLength(element);
        long capacity = 1 + random % most;
        long index = random % capacity;
        long payload = LayoutModel.dataOffset(element) - 16 + capacity * element.stride();
        Ask.op("layout.array").with("element", element.json()).with("capacity", capacity).with("index", index)
                .expect(value -> value.put("dataOffset", LayoutModel.dataOffset(element))
                        .put("stride", element.stride()).put("align", Math.max(8, element.align()))
                        .put("maxLength", most).put("payload", payload)
                        .put("total", LayoutModel.roundUp(16 + payload, 8))
                        .put("offset", LayoutModel.dataOffset(element) + index * element.stride()));
    }

    @Property(tries = 1000)
    @Tag("id:prop-array-limit")
    @Tag("requires:layout.array")
    @Tag("ARR-05")
    void oneElementMoreThanFitsIsRefused(@ForAll("element") FieldType element,
            @ForAll @IntRange(min = 1, max = 9) int beyond) {
        Ask.op("layout.array").with("element", element.json()).with("capacity", LayoutModel.maxLength(element) + beyond)
                .send().rejects("invalid", "payload-limit");
    }

    @Property(tries = 1000)
    @Tag("id:prop-array-image")
    @Tag("requires:layout.array")
    @Tag("ARR-01")
    @Tag("ARR-03")
    @Tag("ARR-03a")
    void anImageHoldsElementsThenUnusedPlaces(@ForAll("storage") FieldType element,
            @ForAll @IntRange(min = 0, max = 5) int length, @ForAll @IntRange(min = 0, max = 3) int spare,
            @ForAll byte fill) {
        int size = (int) element.size();
        byte[] data = new byte[length * size];
        Arrays.fill(data, element.name().equals("bool") || element.name().equals("char") ? 0 : fill);
        boolean ref = element.name().equals("ref");
        if (ref) {
            ByteBuffer words = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < length; i++) {
                words.putLong(fill * 8L);
            }
        }
        int capacity = length + spare;
        ByteBuffer image = ByteBuffer.allocate(24 + capacity * size).order(ByteOrder.LITTLE_ENDIAN);
        int flags = ref ? 0 : FieldType.STORAGE.indexOf(element.name()) + 1;
        image.put(HeaderModel.counted(9, 0, 0, 8 + (long) capacity * size, flags, 3, 0, 0).image());
        image.putInt(length).putInt(capacity).put(data);
        for (int i = length; ref && i < capacity; i++) {
            image.putLong(2);
        }
        Ask.op("array.image").with("element", element.json()).with("data", data).with("capacity", capacity)
                .expect(value -> value.put("image", Wire.base64(image.array())));
    }

    @Property(tries = 1000)
    @Tag("id:prop-array-bounds")
    @Tag("requires:layout.array")
    @Tag("ARR-04")
    void anIndexIsInsideOrPanics(@ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long length,
            @ForAll(supplier = Any.Int61.class) long random, @ForAll boolean near) {
        long index = near ? length + Math.floorMod(random, 5) - 2 : random;
        Reply reply = Ask.op("array.index").with("length", length).with("index", Plain.integer(index)).send();
        if (index >= 0 && index < length) {
            reply.is(Wire.object().put("index", index));
        } else {
            reply.panics("bounds");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-array-growth")
    @Tag("requires:layout.array")
    @Tag("ARR-09")
    void capacityGrowsByHalfAndAtLeastToEight(@ForAll("storage") FieldType element,
            @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long random, @ForAll boolean small) {
        long most = LayoutModel.maxLength(element);
        long capacity = small ? random % 1000 : random % (most + 1);
        long grown = Math.max(8, capacity + capacity / 2);
        Reply reply = Ask.op("array.grow").with("capacity", capacity).with("element", element.json()).send();
        if (grown <= most) {
            reply.is(Wire.object().put("capacity", grown));
        } else {
            reply.panics("capacity-overflow");
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-soa-columns")
    @Tag("requires:layout.soa")
    @Tag("PERF-02")
    void columnsAreApartAndAligned(@ForAll(supplier = Any.Fields.class) List<FieldType> fields,
            @ForAll @IntRange(min = 0, max = 5000) int capacity) {
        ObjectNode expected = Wire.object();
        ArrayNode columns = expected.putArray("columns");
        long end = 24;
        int align = 64;
        for (int i = 0; i < fields.size(); i++) {
            FieldType field = fields.get(i);
            long offset = LayoutModel.roundUp(end, Math.max(64, field.align()));
            columns.add(Wire.object().put("name", "f" + i).put("offset", offset).put("stride", field.stride()));
            end = offset + capacity * field.stride();
            align = Math.max(align, field.align());
        }
        expected.put("align", align).put("payload", end - 16).put("total", LayoutModel.roundUp(end, 8));
        StructProps.with(Ask.op("layout.soa"), fields, "", 1).with("capacity", capacity).send().is(expected);
    }

    @Provide
    Arbitrary<FieldType> element() {
        Arbitrary<FieldType> odd = Combinators.combine(Arbitraries.longs().between(1, 5000),
                Arbitraries.integers().between(0, 10)).as((size, log) -> FieldType.sized(size, 1 << log));
        return Arbitraries.oneOf(Any.named(FieldType.NAMED), odd);
    }

    @Provide
    Arbitrary<FieldType> storage() {
        return Any.named(FieldType.STORAGE);
    }
}
