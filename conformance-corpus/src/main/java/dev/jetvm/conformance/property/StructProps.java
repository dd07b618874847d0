package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FieldType;
import dev.jetvm.conformance.model.LayoutModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Laws of the offsets of struct fields. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:layout.struct")
class StructProps {

    @Property(tries = 1000)
    @Tag("id:prop-struct-first-fit")
    @Tag("STRUCT-01")
    @Tag("STRUCT-02")
    @Tag("STRUCT-04")
    @Tag("STRUCT-11")
    void fieldsGoToTheLowestFreePlaceByDescendingAlignment(
            @ForAll(supplier = Any.Fields.class) List<FieldType> fields) {
        layout(fields, "", 1).is(expected(fields, LayoutModel.firstFit(fields), false, 1));
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-sound")
    @Tag("STRUCT-03")
    @Tag("STRUCT-04")
    @Tag("STRUCT-08")
    @Tag("STRUCT-09")
    void noFieldsOverlapAndEachIsAligned(@ForAll("packable") List<FieldType> fields,
            @ForAll("repr") String repr) {
        Reply reply = layout(fields, repr, 1);
        boolean packed = repr.equals("packed");
        List<Long> offsets = offsets(reply, fields.size());
        long sizes = fields.stream().mapToLong(FieldType::size).sum();
        long size = reply.number("size");
        for (int i = 0; i < fields.size(); i++) {
            long start = offsets.get(i);
            FieldType field = fields.get(i);
            reply.check(packed || start % field.align() == 0, Wire.object().put("offset", LayoutModel.roundUp(start,
                    field.align())), "puts field f" + i + " where it is not aligned to " + field.align());
            reply.check(start >= 16 && start + field.size() <= size, Wire.object(),
                    "puts field f" + i + " outside the payload");
            for (int j = 0; j < i; j++) {
                long other = offsets.get(j);
                long both = Math.min(start + field.size(), other + fields.get(j).size()) - Math.max(start, other);
                reply.check(both <= 0, Wire.object(),
                        "lets the fields f" + j + " and f" + i + " overlap");
            }
        }
        reply.is(Wire.object().put("padding", size - 16 - sizes).put("allocated", LayoutModel.roundUp(size, 8)));
        reply.check(packed || size % reply.number("align") == 0, Wire.object(), "has to give a size that is a multiple"
                + " of the alignment");
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-minimal")
    @Tag("STRUCT-03")
    void noOrderOfTheFieldsIsSmaller(@ForAll("upTo16") @Size(max = 6) List<FieldType> fields) {
        layout(fields, "", 1).is(Wire.object().put("size", LayoutModel.smallest(fields)));
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-c")
    @Tag("STRUCT-07")
    @Tag("STRUCT-11")
    void cOrderIsDeclarationOrder(@ForAll(supplier = Any.Fields.class) List<FieldType> fields) {
        layout(fields, "C", 1).is(expected(fields, LayoutModel.sequential(fields, false), false, 1));
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-packed")
    @Tag("STRUCT-08")
    void packedLeavesNoGap(@ForAll("packable") List<FieldType> fields, @ForAll boolean alsoC) {
        layout(fields, alsoC ? "C packed" : "packed", 1)
                .is(expected(fields, LayoutModel.sequential(fields, true), true, 1));
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-align")
    @Tag("STRUCT-04")
    @Tag("STRUCT-09")
    void anAskedAlignmentRaisesThatOfTheStruct(@ForAll(supplier = Any.Fields.class) List<FieldType> fields,
            @ForAll("power") int align, @ForAll boolean c) {
        List<Long> offsets = c ? LayoutModel.sequential(fields, false) : LayoutModel.firstFit(fields);
        layout(fields, c ? "C" : "", align).is(expected(fields, offsets, false, align));
    }

    @Property(tries = 1000)
    @Tag("id:prop-struct-values")
    @Tag("requires:value.storage")
    @Tag("STRUCT-12")
    void everyLayoutGivesBackWhatWasWritten(@ForAll("values") List<Map.Entry<String, ObjectNode>> stored,
            @ForAll("repr") String repr) {
        String legal = stored.stream().anyMatch(entry -> entry.getKey().equals("ref")) && repr.equals("packed")
                ? "C"
                : repr;
        List<FieldType> fields = stored.stream().map(entry -> FieldType.named(entry.getKey())).toList();
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        stored.forEach(entry -> values.add(entry.getValue()));
        byte[] image = with(Ask.op("struct.write"), fields, legal, 1).with("values", values).sendOk().bytes("image");
        with(Ask.op("struct.read"), fields, legal, 1).with("image", image)
                .expect(value -> value.set("values", values));
    }

    private static Reply layout(List<FieldType> fields, String repr, int align) {
        return with(Ask.op("layout.struct"), fields, repr, align).sendOk();
    }

    /** @param repr layout attributes separated by blanks; empty for the default */
    static Ask with(Ask ask, List<FieldType> fields, String repr, int align) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < fields.size(); i++) {
            ObjectNode field = Wire.object().put("name", "f" + i);
            field.set("type", fields.get(i).json());
            list.add(field);
        }
        ask.with("fields", list);
        if (!repr.isEmpty()) {
            ArrayNode words = JsonNodeFactory.instance.arrayNode();
            List.of(repr.split(" ", -1)).forEach(words::add);
            ask.with("repr", words);
        }
        return align > 1 ? ask.with("align", align) : ask;
    }

    private static ObjectNode expected(List<FieldType> fields, List<Long> offsets, boolean packed, int asked) {
        long end = LayoutModel.end(fields, offsets);
        int align = packed ? 8 : LayoutModel.align(fields, asked);
        long size = packed ? end : LayoutModel.roundUp(end, align);
        ObjectNode layout = Wire.object().put("size", size).put("allocated", LayoutModel.roundUp(size, 8))
                .put("align", align)
                .put("padding", size - 16 - fields.stream().mapToLong(FieldType::size).sum());
        ArrayNode list = layout.putArray("fields");
        for (int i = 0; i < fields.size(); i++) {
            list.add(Wire.object().put("name", "f" + i).put("offset", offsets.get(i)).put("size",
                    fields.get(i).size()));
        }
        return layout;
    }

    private static List<Long> offsets(Reply reply, int count) {
        JsonNode list = reply.member("fields");
        reply.check(list.isArray() && list.size() == count,
                Wire.object().set("fields", JsonNodeFactory.instance.arrayNode()),
                "has to name each of the " + count + " fields");
        List<Long> offsets = new ArrayList<>();
        for (JsonNode field : list) {
            offsets.add(reply.number("fields.offset", field.path("offset")));
        }
        return offsets;
    }

    @Provide
    Arbitrary<String> repr() {
        return Arbitraries.of("", "C", "packed");
    }

    @Provide
    Arbitrary<Integer> power() {
        return Arbitraries.integers().between(0, 15).map(log -> 1 << log);
    }

    @Provide
    Arbitrary<List<FieldType>> upTo16() {
        return Any.named(FieldType.UP_TO_16).list();
    }

    /** All types except references, which a packed struct must not contain. */
    @Provide
    Arbitrary<List<FieldType>> packable() {
        return new Any.Fields().get().map(fields -> fields.stream()
                .filter(field -> !Objects.equals(field.name(), "ref")).toList());
    }

    @Provide
    Arbitrary<List<Map.Entry<String, ObjectNode>>> values() {
        return Stored.any().list().ofMaxSize(6);
    }
}
