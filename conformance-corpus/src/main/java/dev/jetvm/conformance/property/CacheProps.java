package dev.jetvm.conformance.property;

import static dev.jetvm.conformance.property.Declaration.defineInterface;
import static dev.jetvm.conformance.property.Declaration.object;
import static dev.jetvm.conformance.property.Declaration.value;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Laws of call sites: the state of a cache is not observable to the program except through the counters. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:type.registry")
@Tag("requires:type.caches")
class CacheProps {
    private static final int TYPES = 6;
    private static final int FIRST_ID = 100;

    /**
     * Declares types T0 to T5, which implement an interface with one slot that returns the number of the type, and
     * creates one object of each.
     */
    private static void begin() {
        Ask.op("reset").sendOk();
        defineInterface("I", 1, List.of("m"));
        for (int t = 0; t < TYPES; t++) {
            new Declaration("T" + t).id(FIRST_ID + t).constant("n", t).implementing("I", List.of("n")).define().ok();
            Declaration.make("$" + t, "T" + t, List.of());
        }
    }

    private static Reply call(int receiver) {
        return Ask.op("site.call").with("site", 0).with("receiver", object("$" + receiver)).send();
    }

    private static void site(int entries) {
        Ask.op("site.new").with("interface", "I").with("method", "m").with("entries", entries)
                .expect(expected -> expected.put("site", 0).put("slot", 0));
    }

    @Property(tries = 400)
    @Tag("id:prop-type-cache-states")
    @Tag("IC-01")
    @Tag("IC-03")
    @Tag("IC-04")
    @Tag("IC-10")
    void aCacheRemembersUpToItsLimitAndChangesNoResult(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = TYPES - 1) Integer> receivers,
            @ForAll @IntRange(max = 4) int entries) {
        begin();
        site(entries);
        Set<Integer> known = new LinkedHashSet<>();
        boolean tooMany = false;
        int hits = 0;
        for (int receiver : receivers) {
            call(receiver).is(value(Plain.integer(receiver)));
            if (known.contains(receiver)) {
                hits++;
            } else if (!tooMany && known.size() < entries) {
                known.add(receiver);
            } else if (entries > 0) {
                tooMany = true;
                known.clear();
            }
        }
        ObjectNode expected = Wire.object().put("state", state(known.size(), tooMany)).put("hits", hits)
                .put("misses", receivers.size() - hits);
        ArrayNode types = expected.putArray("types");
        known.forEach(type -> types.add(FIRST_ID + type));
        Ask.op("site.info").with("site", 0).send().is(expected);
    }

    private static String state(int known, boolean tooMany) {
        return tooMany ? "mega" : known == 0 ? "empty" : known == 1 ? "mono" : "poly";
    }

    @Property(tries = 400)
    @Tag("id:prop-type-cache-counters")
    @Tag("IC-10")
    void identicalReceiversMissOnce(@ForAll @IntRange(min = 1, max = 40) int calls,
            @ForAll @IntRange(max = TYPES - 1) int receiver) {
        begin();
        site(4);
        for (int k = 0; k < calls; k++) {
            call(receiver).is(value(Plain.integer(receiver)));
        }
        Ask.op("site.info").with("site", 0).expect(expected -> expected.put("misses", 1).put("hits", calls - 1));
    }

    /** Steps 0 to 5 call an object of that type; steps 6 to 11 replace the method body of type k - 6. */
    @Property(tries = 400)
    @Tag("id:prop-type-cache-replaced")
    @Tag("IC-09")
    @Tag("IC-04")
    void aChangedMethodIsCalledAtOnce(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 2 * TYPES - 1) Integer> steps,
            @ForAll @IntRange(max = 4) int entries) {
        begin();
        site(entries);
        List<Long> results = new ArrayList<>(List.of(0L, 1L, 2L, 3L, 4L, 5L));
        for (int k = 0; k < steps.size(); k++) {
            int type = steps.get(k) % TYPES;
            if (steps.get(k) >= TYPES) {
                results.set(type, 1000L + k);
                Ask.op("type.replace").with("type", "T" + type).with("method", "n")
                        .with("body", Wire.object().set("return", Plain.integer(1000L + k))).sendOk();
            } else {
                call(type).is(value(Plain.integer(results.get(type))));
            }
        }
        call(0).is(value(Plain.integer(results.getFirst())));
    }

    /**
     * Step 0 redefines the type with one more field before x; any other step reads x of the object of that definition.
     */
    @Property(tries = 400)
    @Tag("id:prop-type-cache-properties")
    @Tag("IC-06")
    @Tag("IC-07")
    @Tag("IC-09")
    void aPropertyIsReadWhereTheTypeOfItsObjectHasIt(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 8) Integer> steps,
            @ForAll @IntRange(max = 4) int entries) {
        Ask.op("reset").sendOk();
        Ask.op("property.new").with("name", "x").with("entries", entries)
                .expect(expected -> expected.put("site", 0).put("operands", "AAAAAA=="));
        int definitions = 0;
        definitions = define(definitions);
        for (int step : steps) {
            if (step == 0) {
                definitions = define(definitions);
            } else {
                read(step % definitions);
            }
        }
        read(0);
    }

    private static int define(int former) {
        Declaration declaration = new Declaration("P");
        List<ObjectNode> values = new ArrayList<>();
        for (int k = 0; k < former; k++) {
            declaration.field("pad" + k, "i64", false);
            values.add(Plain.integer(-1));
        }
        declaration.field("x", "i32", false);
        values.add(Plain.integer(500 + former));
        (former == 0 ? declaration.define() : declaration.redefine()).ok();
        Declaration.make("$" + former, "P", values);
        return former + 1;
    }

    private static void read(int definition) {
        Ask.op("property.get").with("site", 0).with("receiver", object("$" + definition)).send()
                .is(value(Plain.integer(500 + definition)));
    }
}
