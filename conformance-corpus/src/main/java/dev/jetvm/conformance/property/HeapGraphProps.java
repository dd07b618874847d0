package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Plain;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.HeapGraph;
import dev.jetvm.conformance.model.HeapGraph.Node;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random programs on a heap, compared with a graph kept by the suite. After every collection, free memory is filled
 * again and each reachable object is compared. After a full collection, no unreachable object may remain, as far as the
 * implementation counts its objects. Programs pin objects and make weak references where these are announced.
 */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:heap.core")
@Tag("requires:gc.collect")
class HeapGraphProps {
    private static final int HANDLES = 5;
    private static final int WEAK = 3;
    private static final int NUMBER_BYTES = 8;
    /** Number and data bytes of the records that fill free memory after a collection. */
    private static final int REFILL = 60;
    private static final int REFILL_BYTES = 40;
    private static final List<Integer> PADDING = List.of(1, 1, 1, 1, 100, 300, 20_000, 300_000);

    /** The operations of a program. */
    enum Action {
        ALLOCATE, LINK, UNLINK, FOLLOW, WRITE, DROP, PIN, UNPIN, WEAK, MINOR, FULL
    }

    /** One step; its numbers are reduced modulo the number of available items. */
    record Step(Action action, int first, int second, int third) {}

    @Property(tries = 300)
    @Tag("id:prop-heap-graph")
    @Tag("GC-01")
    @Tag("GC-02")
    @Tag("GC-04")
    @Tag("GC-29")
    @Tag("BAR-01")
    @Tag("BAR-08")
    @Tag("HDR-14")
    @Tag("HEAP-30")
    @Tag("param:heap.initial_size=1M")
    @Tag("param:gc.nursery_size=64K")
    void whatIsReachableIsIntactAndTheRestIsGone(@ForAll("programs") List<Step> program) {
        new Run().all(program);
    }

    @Property(tries = 150)
    @Tag("id:prop-heap-graph-parallel")
    @Tag("GC-10")
    @Tag("GC-03")
    @Tag("param:gc.parallel=3")
    @Tag("requires:gc.stress")
    @Tag("param:gc.stress=evacuate-all+poison")
    @Tag("param:heap.initial_size=1M")
    void theSameWithThreeMarkingThreadsThatEmptyEveryBlock(@ForAll("programs") List<Step> program) {
        new Run().all(program);
    }

    @Property(tries = 100)
    @Tag("id:prop-heap-graph-stress")
    @Tag("GC-19")
    @Tag("GC-27")
    @Tag("GC-28")
    @Tag("requires:gc.stress")
    @Tag("param:gc.stress=allocation+barrier+safepoint+poison")
    @Tag("param:heap.initial_size=1M")
    void theSameWithCollectionsAtTheWorstMoments(@ForAll("programs") List<Step> program) {
        new Run().all(program);
    }

    @Property(tries = 150)
    @Tag("id:prop-heap-graph-uncounted")
    @Tag("GC-07")
    @Tag("param:gc.counting=false")
    @Tag("param:heap.initial_size=1M")
    void theSameWithoutCounting(@ForAll("programs") List<Step> program) {
        new Run().all(program);
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Action> action = Arbitraries.frequency(tuple(8, Action.ALLOCATE), tuple(8, Action.LINK),
                tuple(2, Action.UNLINK), tuple(4, Action.FOLLOW), tuple(2, Action.WRITE), tuple(3, Action.DROP),
                tuple(1, Action.PIN), tuple(1, Action.UNPIN), tuple(2, Action.WEAK), tuple(2, Action.MINOR),
                tuple(2, Action.FULL));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 31);
        return Combinators.combine(action, number, number, number).as(Step::new).list().ofMaxSize(60);
    }

    private static Tuple.Tuple2<Integer, Action> tuple(int weight, Action action) {
        return Tuple.of(weight, action);
    }

    /** One program on a fresh heap. */
    private static final class Run {
        private final HeapGraph graph = new HeapGraph(HANDLES, WEAK);
        private final boolean[] weakMade = new boolean[WEAK];

        void all(List<Step> program) {
            Ask.op("reset").sendOk();
            program.forEach(this::step);
            collect("full");
        }

        private void step(Step step) {
            int at = step.first % HANDLES;
            Node node = graph.handle(at);
            switch (step.action) {
                case ALLOCATE -> allocate(at, step.second % 4, PADDING.get(step.third % PADDING.size()),
                        step.second > 20);
                case MINOR -> collect("minor");
                case FULL -> collect("full");
                case DROP -> drop(at);
                default -> {
                    if (node != null) {
                        onNode(step, at, node);
                    }
                }
            }
        }

        private void onNode(Step step, int at, Node node) {
            int other = step.second % HANDLES;
            switch (step.action) {
                case WRITE -> {
                    node.setMark((byte) step.third);
                    Ask.op("heap.write").with("object", handle(at)).with("offset", NUMBER_BYTES)
                            .with("bytes", new byte[]{node.mark()}).sendOk();
                }
                case PIN -> {
                    if (!node.isPinned() && CurrentCase.offers("heap.pin")) {
                        node.pin(true, Ask.op("heap.pin").with("object", handle(at)).sendOk().text("address"));
                    }
                }
                case UNPIN -> {
                    if (node.isPinned()) {
                        Ask.op("heap.unpin").with("object", handle(at)).sendOk()
                                .is(Wire.object().put("address", node.address()));
                        node.pin(false, "");
                    }
                }
                case WEAK -> {
                    if (!CurrentCase.offers("heap.weak")) {
                        return;
                    }
                    int weak = step.second % WEAK;
                    Ask.op("heap.weak").with("into", "$w" + weak).with("object", handle(at)).sendOk();
                    weakMade[weak] = true;
                    graph.setWeak(weak, node);
                }
                default -> {
                    if (node.slots() > 0) {
                        onSlot(step, at, node, step.third % node.slots(), other);
                    }
                }
            }
        }

        private void onSlot(Step step, int at, Node node, int slot, int other) {
            Node target = graph.handle(other);
            if (step.action == Action.FOLLOW) {
                if (node.slot(slot) != null) {
                    Ask.op("heap.get").with("object", handle(at)).with("slot", slot).with("into", handle(other))
                            .sendOk();
                    graph.setHandle(other, node.slot(slot));
                }
            } else if (step.action == Action.LINK && target != null) {
                ObjectNode value = Wire.object().put("kind", "object").put("handle", handle(other));
                Ask.op("heap.set").with("object", handle(at)).with("slot", slot).with("value", value).sendOk();
                node.setSlot(slot, target);
            } else {
                Ask.op("heap.set").with("object", handle(at)).with("slot", slot).with("value", Plain.nil()).sendOk();
                node.setSlot(slot, null);
            }
        }

        /** Records without slots cannot be part of a cycle. */
        private void allocate(int at, int slots, int padding, boolean acyclic) {
            Ask.op("heap.alloc").with("into", handle(at)).with("slots", slots).with("bytes", NUMBER_BYTES + padding)
                    .with("acyclic", acyclic && slots == 0).sendOk();
            Node node = graph.create(at, slots);
            Ask.op("heap.write").with("object", handle(at)).with("offset", 0).with("bytes", number(node)).sendOk();
        }

        private static byte[] number(Node node) {
            return ByteBuffer.allocate(NUMBER_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(node.number()).array();
        }

        private void drop(int at) {
            if (graph.handle(at) != null) {
                Ask.op("heap.unroot").with("handle", handle(at)).sendOk();
                graph.setHandle(at, null);
            }
        }

        private static String handle(int index) {
            return "$h" + index;
        }

        private void collect(String kind) {
            Ask.op("gc.collect").with("kind", kind).sendOk();
            Set<Node> reachable = graph.reachable();
            long objects = kind.equals("full") && CurrentCase.offers("heap.usage")
                    ? Ask.op("heap.usage").sendOk().number("objects")
                    : -1;
            Ask.op("heap.churn").with("count", REFILL).with("slots", 1).with("bytes", REFILL_BYTES).sendOk();
            contents();
            weakReferences(reachable, kind.equals("full"));
            if (objects >= 0) {
                long expected = reachable.size() + count(weakMade);
                if (objects != expected) {
                    throw new VerdictError(Verdict.FAIL, "after a full collection " + objects
                            + " objects are in use, " + expected + " are reachable", null, null, null,
                            FailureKind.COUNTER);
                }
            }
            if (CurrentCase.offers("heap.verify")) {
                Reply verify = Ask.op("heap.verify").sendOk();
                verify.check(verify.member("problems").isEmpty(),
                        Wire.object().set("problems", Wire.object().arrayNode()),
                        "the heap is in order");
            }
        }

        private static long count(boolean[] flags) {
            long count = 0;
            for (boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return count;
        }

        /** Traverses the graph and the heap together and identifies objects by number. */
        private void contents() {
            Map<Node, String> known = new IdentityHashMap<>();
            Deque<Node> pending = new ArrayDeque<>();
            for (int k = 0; k < graph.handles(); k++) {
                Node node = graph.handle(k);
                if (node != null) {
                    same(node, handle(k), known, pending);
                }
            }
            while (!pending.isEmpty()) {
                Node node = pending.remove();
                String at = String.valueOf(known.get(node));
                for (int slot = 0; slot < node.slots(); slot++) {
                    slot(node, at, slot, known, pending);
                }
            }
            for (String name : known.values()) {
                if (name.startsWith("$t")) {
                    Ask.op("heap.unroot").with("handle", name).sendOk();
                }
            }
        }

        private static void slot(Node node, String at, int slot, Map<Node, String> known, Deque<Node> pending) {
            Node target = node.slot(slot);
            String into = "$t" + node.number() + "." + slot;
            Reply reply = Ask.op("heap.get").with("object", at).with("slot", slot).with("into", into).sendOk();
            reply.check(reply.member("value").path("kind").asString("").equals(target == null ? "nil" : "object"),
                    Wire.object().set("value", target == null ? Plain.nil() : Wire.object().put("kind", "object")),
                    "the slot holds what was stored");
            if (target == null || !same(target, into, known, pending)) {
                Ask.op("heap.unroot").with("handle", into).sendOk();
            }
        }

        /** Whether the object of this handle was not visited before. */
        private static boolean same(Node node, String handle, Map<Node, String> known, Deque<Node> pending) {
            String before = known.get(node);
            if (before != null) {
                Reply same = Ask.op("heap.same").with("left", before).with("right", handle).sendOk();
                same.is(Wire.object().put("same", true));
                return false;
            }
            Reply bytes = Ask.op("heap.read").with("object", handle).with("offset", 0).with("count", NUMBER_BYTES + 1)
                    .sendOk();
            byte[] expected = Arrays.copyOf(number(node), NUMBER_BYTES + 1);
            expected[NUMBER_BYTES] = node.mark();
            bytes.is(Wire.object().put("bytes", Wire.base64(expected)));
            if (node.isPinned() && CurrentCase.offers("heap.inspect")) {
                Reply where = Ask.op("heap.where").with("object", handle).sendOk();
                where.is(Wire.object().put("address", node.address()));
            }
            known.put(node, handle);
            pending.add(node);
            return true;
        }

        /**
         * The target of a weak reference must be present while it is reachable and absent after a full collection that
         * found it unreachable. An absent target must stay absent.
         */
        private void weakReferences(Set<Node> reachable, boolean full) {
            for (int k = 0; k < graph.weakReferences(); k++) {
                if (!weakMade[k]) {
                    continue;
                }
                Node target = graph.weak(k);
                Reply reply = Ask.op("heap.target").with("weak", "$w" + k).sendOk();
                boolean there = reply.member("value").path("kind").asString("").equals("object");
                boolean must = target != null && reachable.contains(target);
                reply.check(must ? there : !there || !full && target != null,
                        Wire.object().set("value", must ? Wire.object().put("kind", "object") : Plain.nil()),
                        must ? "the target is reachable" : "the target is unreachable");
                if (!there) {
                    graph.setWeak(k, null);
                }
            }
        }
    }
}
