package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.Declaration.defineInterface;
import static dev.jetvm.conformance.property.Declaration.object;
import static dev.jetvm.conformance.property.Declaration.value;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.FieldType;
import dev.jetvm.conformance.model.FnvModel;
import dev.jetvm.conformance.model.LayoutModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Laws of descriptors, of objects of declared types and of dispatch. Each try begins without types. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:type.registry")
class TypeProps {
    private static final int CONST = 1;
    private static final int MUTABLE = 2;

    private static void begin() {
        Ask.op("reset").sendOk();
    }

    private static Declaration struct(List<FieldType> fields, String repr, int align) {
        Declaration declaration = new Declaration("S").layout(repr, align);
        for (int k = 0; k < fields.size(); k++) {
            declaration.field("f" + k, fields.get(k).name(), k % 3 == 1);
        }
        return declaration;
    }

    private static List<Long> offsets(List<FieldType> fields, String repr) {
        return repr.isEmpty()
                ? LayoutModel.firstFit(fields)
                : LayoutModel.sequential(fields, repr.contains("packed"));
    }

    @Property(tries = 1000)
    @Tag("id:prop-type-descriptor")
    @Tag("TYPE-01")
    @Tag("TYPE-03")
    @Tag("requires:layout.struct")
    void theDescriptorSaysWhatTheLayoutSays(@ForAll("fields") List<FieldType> fields, @ForAll("repr") String repr,
            @ForAll @IntRange(max = 8) int align) {
        begin();
        List<FieldType> kept = repr.contains("packed") ? withoutReferences(fields) : fields;
        int asked = repr.contains("packed") ? 1 : 1 << align;
        struct(kept, repr, asked).define().ok();
        List<Long> offsets = offsets(kept, repr);
        Reply layout = layout(kept, repr, asked);
        ObjectNode expected = Wire.object().put("size", layout.number("size")).put("align", layout.number("align"));
        ArrayNode references = expected.putArray("references");
        IntStream.range(0, kept.size()).filter(k -> kept.get(k).name().equals("ref")).mapToObj(offsets::get).sorted()
                .forEach(references::add);
        Ask.op("type.descriptor").with("type", "S").send().is(expected);
    }

    private static Reply layout(List<FieldType> fields, String repr, int align) {
        ObjectNode members = Wire.object();
        ArrayNode list = members.putArray("fields");
        for (int k = 0; k < fields.size(); k++) {
            list.addObject().put("name", "f" + k).set("type", fields.get(k).json());
        }
        ArrayNode attributes = members.putArray("repr");
        List.of(repr.split(" ")).stream().filter(word -> !word.isEmpty()).forEach(attributes::add);
        if (align > 1) {
            members.put("align", align);
        }
        return Ask.op("layout.struct").withAll(members).sendOk();
    }

    private static List<FieldType> withoutReferences(List<FieldType> fields) {
        return fields.stream().filter(field -> !field.name().equals("ref")).toList();
    }

    @Property(tries = 400)
    @Tag("id:prop-type-fields")
    @Tag("TYPE-16")
    @Tag("TYPE-17")
    @Tag("TYPE-19")
    @Tag("requires:type.reflect")
    void allFieldsAreListedInDeclarationOrder(@ForAll("fields") List<FieldType> fields, @ForAll("repr") String repr) {
        begin();
        List<FieldType> kept = repr.contains("packed") ? withoutReferences(fields) : fields;
        struct(kept, repr, 1).define().ok();
        List<Long> offsets = offsets(kept, repr);
        ObjectNode expected = Wire.object();
        ArrayNode list = expected.putArray("fields");
        for (int k = 0; k < kept.size(); k++) {
            list.addObject().put("name", "f" + k).put("type", kept.get(k).name()).put("offset", offsets.get(k))
                    .put("flags", k % 3 == 1 ? CONST : MUTABLE);
        }
        Ask.op("reflect.fields").with("type", "S").send().is(expected);
    }

    @Provide
    Arbitrary<List<FieldType>> fields() {
        return Any.named(FieldType.NAMED).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> repr() {
        return Arbitraries.of("", "C", "packed", "C packed");
    }

    @Property(tries = 1000)
    @Tag("id:prop-type-hash")
    @Tag("TYPE-05")
    @Tag("TYPE-06")
    void theHashIsThatOfTheName(@ForAll("names") String name) {
        begin();
        new Declaration(name).define().ok();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        Ask.op("type.descriptor").with("type", name).expect(
                expected -> expected.put("hash", Wire.word32(FnvModel.hash(utf8))).set("name", Plain.string(utf8)));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars('.', '_', 'é', '中').ofMinLength(1)
                .ofMaxLength(40);
    }

    @Property(tries = 400)
    @Tag("id:prop-type-access")
    @Tag("STRUCT-12")
    @Tag("requires:gc.collect")
    void aFieldHoldsWhatWasStoredWhateverTheLayout(
            @ForAll("stored") List<Map.Entry<String, ObjectNode>> stored,
            @ForAll("repr") String repr, @ForAll boolean full) {
        begin();
        List<Map.Entry<String, ObjectNode>> kept = repr.contains("packed")
                ? stored.stream().filter(entry -> !entry.getKey().equals("ref")).toList()
                : stored;
        Declaration declaration = new Declaration("S").layout(repr, 1).field("first", "u8", false);
        for (int k = 0; k < kept.size(); k++) {
            declaration.field("f" + k, kept.get(k).getKey(), false);
        }
        declaration.field("last", "u8", false).define().ok();
        Declaration.make("$s", "S", List.of());
        for (int k = 0; k < kept.size(); k++) {
            Ask.op("struct.set").with("object", "$s").with("field", "f" + k).with("value", kept.get(k).getValue())
                    .sendOk();
        }
        Ask.op("gc.collect").with("kind", full ? "full" : "minor").sendOk();
        for (int k = 0; k < kept.size(); k++) {
            Declaration.get("$s", "f" + k).is(value(kept.get(k).getValue()));
        }
        Declaration.get("$s", "first").is(value(Plain.integer(0)));
        Declaration.get("$s", "last").is(value(Plain.integer(0)));
    }

    @Provide
    Arbitrary<List<Map.Entry<String, ObjectNode>>> stored() {
        return Stored.any().filter(entry -> !entry.getValue().path("kind").asString("").equals("ref")).list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 400)
    @Tag("id:prop-type-trace")
    @Tag("TYPE-04")
    @Tag("requires:gc.collect")
    @Tag("requires:heap.core")
    void theCollectorFollowsReferenceFieldsAndNothingElse(@ForAll @Size(min = 1, max = 8) List<Boolean> references,
            @ForAll @LongRange(min = -(1L << 60), max = (1L << 60) - 1) long number, @ForAll boolean full) {
        begin();
        Declaration declaration = new Declaration("S");
        for (int k = 0; k < references.size(); k++) {
            declaration.field("f" + k, references.get(k) ? "ref" : "i64", false);
        }
        declaration.define().ok();
        new Declaration("Leaf").field("n", "i64", false).define().ok();
        List<ObjectNode> values = new ArrayList<>();
        for (int k = 0; k < references.size(); k++) {
            Declaration.make("$l" + k, "Leaf", List.of(Plain.integer(k)));
            Ask.op("heap.weak").with("into", "$w" + k).with("object", "$l" + k).sendOk();
            values.add(references.get(k) ? object("$l" + k) : Plain.integer(number));
        }
        Declaration.make("$s", "S", values);
        for (int k = 0; k < references.size(); k++) {
            Ask.op("heap.unroot").with("handle", "$l" + k).sendOk();
        }
        Ask.op("gc.collect").with("kind", full ? "full" : "minor").sendOk();
        Ask.op("gc.collect").with("kind", "full").sendOk();
        for (int k = 0; k < references.size(); k++) {
            Reply weak = Ask.op("heap.target").with("weak", "$w" + k).send();
            if (references.get(k)) {
                weak.is(value(Wire.object().put("kind", "object").put("type", "Leaf")));
                Ask.op("struct.get").with("object", "$s").with("field", "f" + k).with("into", "$x").sendOk();
                Declaration.get("$x", "n").is(value(Plain.integer(k)));
            } else {
                weak.is(value(Plain.nil()));
                Declaration.get("$s", "f" + k).is(value(Plain.integer(number)));
            }
        }
    }

    /** Interface k has k + 1 slots; bit k of a mask says whether the type implements it. */
    @Property(tries = 400)
    @Tag("id:prop-type-dispatch")
    @Tag("TYPE-10")
    @Tag("TYPE-11")
    @Tag("requires:type.interfaces")
    void aCallReachesTheImplementationOfTheConcreteType(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 7) Integer> masks) {
        begin();
        for (int k = 0; k < 3; k++) {
            defineInterface("I" + k, 100 - 10L * k, slots(k));
        }
        for (int t = 0; t < masks.size(); t++) {
            Declaration declaration = new Declaration("T" + t);
            for (int k = 2; k >= 0; k--) {
                if ((masks.get(t) >> k & 1) == 1) {
                    List<String> methods = new ArrayList<>();
                    for (int slot = k; slot >= 0; slot--) {
                        declaration.constant("m" + k + slot, number(t, k, slot));
                        methods.add(0, "m" + k + slot);
                    }
                    declaration.implementing("I" + k, methods);
                }
            }
            declaration.define().ok();
            Declaration.make("$" + t, "T" + t, List.of());
        }
        for (int t = 0; t < masks.size(); t++) {
            for (int k = 0; k < 3; k++) {
                for (int slot = 0; slot <= k; slot++) {
                    Reply reply = Ask.op("type.call").with("receiver", object("$" + t)).with("interface", "I" + k)
                            .with("method", "s" + slot).send();
                    if ((masks.get(t) >> k & 1) == 1) {
                        reply.is(value(Plain.integer(number(t, k, slot))));
                    } else {
                        reply.panics("interface");
                    }
                }
            }
        }
    }

    private static List<String> slots(int last) {
        return IntStream.rangeClosed(0, last).mapToObj(slot -> "s" + slot).toList();
    }

    private static long number(int type, int target, int slot) {
        return 100L * type + 10L * target + slot;
    }

    @Property(tries = 400)
    @Tag("id:prop-type-interfaces")
    @Tag("TYPE-09")
    @Tag("requires:type.interfaces")
    void interfacesAreFoundByIdsThatAscend(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 0xFFFF_FFFFL) Long> ids,
            @ForAll @IntRange(max = 0xFFF) int mask) {
        begin();
        List<Long> ascending = List.copyOf(new TreeSet<>(ids));
        ascending.forEach(id -> defineInterface("I" + id, id, List.of("m")));
        List<Long> implemented = IntStream.range(0, ascending.size()).filter(k -> (mask >> k & 1) == 1)
                .mapToObj(ascending::get).toList();
        if (implemented.size() > 1) {
            declare("Wrong", implemented.reversed()).define().rejects("invalid", "interface-order");
        }
        declare("T", implemented).define().ok();
        for (long id : ascending) {
            Ask.op("type.implements").with("type", "T").with("interface", "I" + id)
                    .expect(expected -> expected.put("implements", implemented.contains(id)));
        }
    }

    private static Declaration declare(String name, List<Long> interfaces) {
        Declaration declaration = new Declaration(name).constant("m", 1);
        interfaces.forEach(id -> declaration.implementing("I" + id, List.of("m")));
        return declaration;
    }

    @Property(tries = 1000)
    @Tag("id:prop-type-reflect-call")
    @Tag("TYPE-20")
    @Tag("requires:type.reflect")
    void aCallByNameChecksNumberAndTypes(@ForAll @Size(max = 4) List<@IntRange(max = 3) Integer> wanted,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 3) Integer> given) {
        begin();
        List<String> types = List.of("Any", "Int", "Bool", "String");
        List<ObjectNode> samples = List.of(Plain.integer(5), Plain.bool(true), Plain.string("jet"));
        new Declaration("T").method("m", Wire.object().set("return", Plain.integer(7)),
                wanted.stream().map(types::get).toList()).define().ok();
        Declaration.make("$t", "T", List.of());
        ObjectNode members = Wire.object();
        ArrayNode arguments = members.putArray("args");
        given.forEach(kind -> arguments.add(samples.get(kind - 1)));
        Reply reply = Ask.op("reflect.call").with("receiver", object("$t")).with("method", "m").withAll(members).send();
        if (given.size() != wanted.size()) {
            reply.is(Wire.object().put("error", "arity"));
        } else if (IntStream.range(0, given.size())
                .anyMatch(k -> wanted.get(k) != 0 && !wanted.get(k).equals(given.get(k)))) {
            reply.is(Wire.object().put("error", "type"));
        } else {
            reply.is(value(Plain.integer(7)));
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-type-downcast")
    @Tag("TYPE-14")
    @Tag("requires:type.traits")
    void aDowncastSucceedsForTheConcreteTypeOnly(@ForAll @IntRange(max = 4) int concrete,
            @ForAll @IntRange(max = 4) int asked) {
        begin();
        defineInterface("I", 1, List.of());
        for (int t = 0; t < 5; t++) {
            new Declaration("T" + t).implementing("I", List.of()).define().ok();
        }
        Declaration.make("$a", "T" + concrete, List.of());
        Ask.op("trait.make").with("into", "$t").with("object", object("$a")).with("interface", "I").sendOk();
        Ask.op("trait.is").with("trait", "$t").with("type", "T" + asked)
                .expect(expected -> expected.put("is", asked == concrete));
        Reply cast = Ask.op("trait.cast").with("trait", "$t").with("type", "T" + asked).send();
        if (asked == concrete) {
            cast.is(value(Wire.object().put("kind", "object").put("type", "T" + concrete)));
        } else {
            cast.panics("cast");
        }
    }
}
