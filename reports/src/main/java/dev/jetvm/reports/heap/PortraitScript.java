package dev.jetvm.reports.heap;

import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations performed on the heap. Lists of different lengths are allocated in sequence and every second one is
 * dropped. This leaves holes of different lengths, which new objects fill and a full collection removes.
 */
final class PortraitScript {
    /**
     * Number of records of each list. Neighbours differ strongly, so that the holes and the areas between them differ
     * too.
     */
    private static final int[] LENGTHS = {20, 90, 35, 140, 12, 60, 200, 25, 110, 45, 75, 30, 160, 15, 50, 95};
    /** Raw bytes of a record; with header and link 96 bytes in total, so that records share lines. */
    private static final int RECORD_BYTES = 72;
    /** Bytes of a large object: more than the largest run of lines, 262,144 bytes. */
    private static final int LARGE_BYTES = 300_000;

    /** The targets of the object with several references. */
    private static final List<String> KNOT = List.of("$list1", "$list3", "$large", "$knot");

    private PortraitScript() {}

    /** @param requests each must be answered with {@code ok}; the heap is inspected after the last */
    record Step(String title, String text, List<Request> requests) {}

    static List<Step> steps() {
        return List.of(
                new Step("Allocated",
                        "Sixteen lists of 12 to 200 records, a large object, an immortal one, and one that leads to three others and to itself.",
                        allocate()),
                new Step("Minor collection", "All that is young survives, since everything is held.",
                        List.of(collect("minor"))),
                new Step("Half dropped, full",
                        "Every other list is dropped and the head of one that stays is pinned, then a full collection.",
                        drop()),
                new Step("More allocated", "Eight new lists.", more()),
                new Step("Minor collection", "The new lists move to mature space and take its holes first.",
                        List.of(collect("minor"))),
                new Step("Three dropped, full",
                        "Three of the new lists are dropped, then a full collection.",
                        dropMore()),
                new Step("Full again",
                        "Once more, with nothing dropped: what is scattered may be gathered; what is "
                                + "pinned stays where it is.",
                        List.of(collect("full"))));
    }

    private static List<Request> allocate() {
        List<Request> requests = new ArrayList<>();
        for (int k = 0; k < LENGTHS.length; k++) {
            requests.add(list("$list" + k, LENGTHS[k]));
        }
        requests.add(new Request("heap.alloc", Wire.object().put("into", "$large").put("bytes", LARGE_BYTES)));
        requests.add(new Request("heap.alloc",
                Wire.object().put("into", "$immortal").put("bytes", RECORD_BYTES).put("immortal", true)));
        requests.add(new Request("heap.alloc", Wire.object().put("into", "$knot").put("slots", KNOT.size())));
        for (int slot = 0; slot < KNOT.size(); slot++) {
            ObjectNode link = Wire.object().put("object", "$knot").put("slot", slot);
            link.putObject("value").put("kind", "object").put("handle", KNOT.get(slot));
            requests.add(new Request("heap.set", link));
        }
        return requests;
    }

    private static List<Request> drop() {
        List<Request> requests = new ArrayList<>();
        for (int k = 0; k < LENGTHS.length; k += 2) {
            requests.add(drop("$list" + k));
        }
        requests.add(new Request("heap.pin", Wire.object().put("object", "$list3")));
        requests.add(collect("full"));
        return requests;
    }

    private static List<Request> more() {
        List<Request> requests = new ArrayList<>();
        for (int k = 0; k < LENGTHS.length; k += 2) {
            requests.add(list("$more" + k, LENGTHS[LENGTHS.length - 1 - k]));
        }
        return requests;
    }

    private static List<Request> dropMore() {
        return List.of(drop("$more0"), drop("$more4"), drop("$more8"), collect("full"));
    }

    private static Request list(String handle, int records) {
        return new Request("heap.chain",
                Wire.object().put("into", handle).put("count", records).put("bytes", RECORD_BYTES));
    }

    private static Request drop(String handle) {
        return new Request("heap.unroot", Wire.object().put("handle", handle));
    }

    private static Request collect(String kind) {
        ObjectNode members = Wire.object().put("kind", kind);
        return new Request("gc.collect", members);
    }
}
