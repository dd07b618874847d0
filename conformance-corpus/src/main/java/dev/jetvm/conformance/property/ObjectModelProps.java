package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.session.CurrentCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import tools.jackson.databind.node.ObjectNode;

/** Random programs on lists, slices and interned strings, compared with models of the suite. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:array.heap")
@Tag("requires:string.heap")
@Tag("requires:heap.core")
@Tag("requires:gc.collect")
class ObjectModelProps {
    private static final int HANDLES = 6;
    private static final int TEXTS = 4;

    /** The operations of a program. */
    enum Action {
        PUSH, POP, GET, SET, SLICE, SLICE_SET, MINOR, FULL
    }

    /** One step; its numbers are reduced modulo the number of available items. */
    record Step(Action action, int first, int second) {}

    private static void collect(String kind) {
        Ask.op("gc.collect").with("kind", kind).sendOk();
        if (CurrentCase.run().offers("heap.verify")) {
            Reply verify = Ask.op("heap.verify").sendOk();
            verify.check(verify.member("problems").isEmpty(), Wire.object().set("problems", Wire.object().arrayNode()),
                    "the heap is in order");
        }
    }

    // --- lists ---

    @Property(tries = 150)
    @Tag("id:prop-obj-list")
    @Tag("ARR-10")
    @Tag("ARR-11")
    @Tag("ARR-07")
    @Tag("ARR-08a")
    @Tag("param:heap.initial_size=1M")
    @Tag("param:gc.nursery_size=64K")
    void aListIsASequence(@ForAll("programs") List<Step> program) {
        new ListRun().all(program);
    }

    @Property(tries = 100)
    @Tag("id:prop-obj-list-stress")
    @Tag("ARR-10")
    @Tag("ARR-11")
    @Tag("GC-19")
    @Tag("GC-27")
    @Tag("param:gc.stress=allocation+barrier+safepoint+poison")
    @Tag("param:heap.initial_size=1M")
    void aListIsASequenceWithCollectionsAtTheWorstMoments(@ForAll("programs") List<Step> program) {
        new ListRun().all(program);
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Action> action = Arbitraries.frequency(Tuple.of(12, Action.PUSH), Tuple.of(3, Action.POP),
                Tuple.of(3, Action.GET), Tuple.of(4, Action.SET), Tuple.of(2, Action.SLICE),
                Tuple.of(2, Action.SLICE_SET), Tuple.of(1, Action.MINOR), Tuple.of(1, Action.FULL));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 63);
        return Combinators.combine(action, number, number).as(Step::new).list().ofMaxSize(60);
    }

    /** One program on a list of references, with the model list of the suite. */
    private static final class ListRun {
        private final List<ObjectNode> model = new ArrayList<>();
        private long capacity;
        private int sliceFrom;
        private int sliceCount = -1;

        void all(List<Step> program) {
            Ask.op("reset").sendOk();
            Ask.op("list.new").with("into", "$l").sendOk().is(Wire.object().put("length", 0).put("capacity", 0));
            program.forEach(this::step);
            collect("full");
            for (int k = 0; k < model.size(); k++) {
                get(k);
            }
            get(model.size());
        }

        private static ObjectNode value(int number) {
            return switch (number % 4) {
                case 0 -> Plain.integer(number);
                case 1 -> Plain.string("the string that has the number " + number);
                case 2 -> Plain.float64(Double.doubleToRawLongBits(number / 8.0));
                default -> Plain.string("text " + number);
            };
        }

        private void step(Step step) {
            switch (step.action) {
                case PUSH -> push(value(step.first));
                case POP -> pop();
                case GET -> get(step.first % (model.size() + 2) - 1);
                case SET -> set(step.first % (model.size() + 2) - 1, value(step.second));
                case SLICE -> slice(step.first % (model.size() + 1), step.second);
                case SLICE_SET -> sliceSet(step.first, value(step.second));
                case MINOR -> collect("minor");
                case FULL -> collect("full");
            }
        }

        private boolean has(int index) {
            return index >= 0 && index < model.size();
        }

        private void push(ObjectNode value) {
            if (model.size() == capacity) {
                capacity = Math.max(8, capacity + capacity / 2);
            }
            model.add(value);
            Ask.op("list.push").with("list", "$l").with("value", value).sendOk()
                    .is(Wire.object().put("length", model.size()).put("capacity", capacity));
        }

        private void pop() {
            Reply reply = Ask.op("list.pop").with("list", "$l").send();
            if (model.isEmpty()) {
                reply.panics("bounds");
            } else {
                reply.is(Wire.object().set("value", model.removeLast()));
            }
        }

        private void get(int index) {
            Reply reply = Ask.op("list.get").with("list", "$l").with("index", index).send();
            if (has(index)) {
                reply.is(Wire.object().set("value", model.get(index)));
            } else {
                reply.panics("bounds");
            }
        }

        private void set(int index, ObjectNode value) {
            Reply reply = Ask.op("list.set").with("list", "$l").with("index", index).with("value", value).send();
            if (has(index)) {
                reply.ok();
                model.set(index, value);
            } else {
                reply.panics("bounds");
            }
        }

        private void slice(int from, int random) {
            sliceFrom = from;
            sliceCount = random % (model.size() - from + 1);
            Ask.op("slice.new").with("array", "$l").with("offset", from).with("count", sliceCount).with("into", "$s")
                    .sendOk().is(Wire.object().put("offset", from).put("length", sliceCount));
        }

        /** Writes through the slice, whose bounds do not change when the list does. */
        private void sliceSet(int random, ObjectNode value) {
            if (sliceCount < 0) {
                return;
            }
            int index = random % (sliceCount + 1);
            Reply reply = Ask.op("slice.set").with("slice", "$s").with("index", index).with("value", value).send();
            if (index < sliceCount && has(sliceFrom + index)) {
                reply.ok();
                model.set(sliceFrom + index, value);
                get(sliceFrom + index);
            } else {
                reply.panics("bounds");
            }
        }
    }

    // --- interned strings ---

    /**
     * One step: assigns an interned string with one of a few texts to a handle, releases a handle, or runs a
     * collection.
     */
    record Move(int handle, int text, int what) {}

    @Property(tries = 150)
    @Tag("id:prop-obj-intern")
    @Tag("STR-11")
    @Tag("GC-22")
    @Tag("GC-29")
    @Tag("param:heap.initial_size=1M")
    void anInternedTextHasOneObjectAsLongAsItLives(@ForAll("moves") List<Move> moves) {
        new InternRun().all(moves);
    }

    @Property(tries = 100)
    @Tag("id:prop-obj-intern-stress")
    @Tag("STR-11")
    @Tag("GC-22")
    @Tag("GC-19")
    @Tag("param:gc.stress=allocation+safepoint+evacuate-all+poison")
    @Tag("param:heap.initial_size=1M")
    void theSameWithCollectionsAtTheWorstMoments(@ForAll("moves") List<Move> moves) {
        new InternRun().all(moves);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(Arbitraries.integers().between(0, HANDLES - 1),
                Arbitraries.integers().between(0, TEXTS - 1), Arbitraries.integers().between(0, 9)).as(Move::new).list()
                .ofMaxSize(40);
    }

    /** One program on interned strings. The model maps every used handle to the number of its text. */
    private static final class InternRun {
        private final Map<Integer, Integer> canonical = new TreeMap<>();
        private final boolean[] used = new boolean[HANDLES];

        void all(List<Move> moves) {
            Ask.op("reset").sendOk();
            moves.forEach(this::move);
            collect("full");
            for (int text = 0; text < TEXTS; text++) {
                look(text);
            }
            gone();
        }

        private static String text(int number) {
            return number % 2 == 0 ? "inline text " + number : "a text that needs a buffer of its own " + number;
        }

        private static String handle(int number) {
            return "$h" + number;
        }

        private void move(Move move) {
            switch (move.what) {
                case 0 -> collect("minor");
                case 1 -> collect("full");
                case 2, 3 -> {
                    if (used[move.handle]) {
                        Ask.op("heap.unroot").with("handle", handle(move.handle)).sendOk();
                        used[move.handle] = false;
                        canonical.remove(move.handle);
                    }
                }
                default -> {
                    Ask.op("string.new").with("into", "$new").with("bytes", Wire.base64(bytes(move.text))).sendOk();
                    Ask.op("string.intern").with("string", "$new").with("into", handle(move.handle)).sendOk();
                    Ask.op("heap.unroot").with("handle", "$new").sendOk();
                    used[move.handle] = true;
                    canonical.put(move.handle, move.text);
                    look(move.text);
                }
            }
        }

        private static byte[] bytes(int text) {
            return text(text).getBytes(StandardCharsets.UTF_8);
        }

        /** All handles of the interned string of a text hold the same object, with this text. */
        private void look(int text) {
            String first = "";
            for (Map.Entry<Integer, Integer> entry : canonical.entrySet()) {
                if (entry.getValue() != text) {
                    continue;
                }
                Ask.op("string.text").with("string", handle(entry.getKey()))
                        .expect(value -> value.put("bytes", Wire.base64(bytes(text))));
                if (!first.isEmpty()) {
                    String one = first;
                    Ask.op("heap.same").with("left", one).with("right", handle(entry.getKey()))
                            .expect(value -> value.put("same", true));
                }
                first = handle(entry.getKey());
            }
        }

        /** A string held by no handle is reclaimed: a new string with this text becomes the canonical one itself. */
        private void gone() {
            for (int text = 0; text < TEXTS; text++) {
                boolean held = canonical.containsValue(text);
                Ask.op("string.new").with("into", "$new").with("bytes", Wire.base64(bytes(text))).sendOk();
                Ask.op("string.intern").with("string", "$new").with("into", "$old").sendOk();
                Ask.op("heap.same").with("left", "$new").with("right", "$old")
                        .expect(value -> value.put("same", !held));
            }
        }
    }
}
