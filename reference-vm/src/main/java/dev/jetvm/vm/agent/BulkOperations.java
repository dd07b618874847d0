package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.HeapOperations.member;
import static dev.jetvm.vm.agent.HeapOperations.operation;
import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Memory on many objects in one request, which would otherwise take millions of lines. */
final class BulkOperations {
    private static final int PATTERN = 251;
    private static final int CHAIN_BYTES_MAX = 1 << 20;
    private static final int COUNT_MAX = 100_000_000;

    private final Machine machine;

    BulkOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(operation("heap.churn", this::churn), operation("heap.chain", this::chain),
                new Operation("heap.graft", "heap.graft", this::graft), operation("heap.walk", this::walk));
    }

    private HeapMachine heap() {
        return machine.heap();
    }

    private Records records() {
        return heap().part(Records.class, Records::new);
    }

    private ObjectNode churn(Arguments in) {
        Records.Shape shape = Records.shape(member(in, "slots", 0), member(in, "bytes", 0), 8,
                in.truth("acyclic", false));
        long count = count(in);
        for (long k = 0; k < count; k++) {
            records().allocate(shape, false);
        }
        return object().put("allocatedBytes", count * HeapStore.totalOf(shape.payload()));
    }

    private static long count(Arguments in) {
        return in.within("count", 0, COUNT_MAX);
    }

    private static Records.Shape shape(Arguments in, long slots) {
        Records.Shape shape = Records.shape(slots, member(in, "bytes", 0), 8, in.truth("acyclic", false));
        if (shape.bytes() > CHAIN_BYTES_MAX) {
            throw new BadRequest("a record of a list has at most " + CHAIN_BYTES_MAX + " bytes");
        }
        return shape;
    }

    private ObjectNode chain(Arguments in) {
        HeapMachine heap = heap();
        heap.checkName(in, "into");
        Records.Shape shape = shape(in, Math.max(1, member(in, "slots", 1)));
        Mutator mutator = heap.mutator();
        ValueModel model = heap.model();
        int head = mutator.keep(model.nil());
        try {
            for (long k = count(in) - 1; k >= 0; k--) {
                int fresh = mutator.keep(model.reference(filled(shape, k)));
                long record = model.address(mutator.kept(fresh));
                mutator.store(record, records().slot(record, 0), mutator.kept(head));
                mutator.setKept(head, mutator.kept(fresh));
                mutator.release(fresh);
            }
            heap.bind(in, "into", mutator.kept(head));
        } finally {
            mutator.release(head);
        }
        return object();
    }

    /** Returns a new record whose bytes encode its index in the list. A safepoint. */
    private long filled(Records.Shape shape, long index) {
        long record = records().allocate(shape, false);
        heap().mutator().memory().setBytes(records().bytes(record, 0, shape.bytes()), pattern(index, shape.bytes()));
        return record;
    }

    private static byte[] pattern(long index, long bytes) {
        byte[] pattern = new byte[(int) bytes];
        Arrays.fill(pattern, (byte) (index % PATTERN));
        return pattern;
    }

    /** Stores a new record into each record of a list: many stores into objects that may be old. */
    private ObjectNode graft(Arguments in) {
        HeapMachine heap = heap();
        Records.Shape shape = shape(in, 0);
        Mutator mutator = heap.mutator();
        ValueModel model = heap.model();
        int at = mutator.keep(heap.word(in, "object"));
        long index = 0;
        try {
            while (model.isReference(mutator.kept(at))) {
                int fresh = mutator.keep(model.reference(filled(shape, index)));
                long record = model.address(mutator.kept(at));
                mutator.store(record, records().slot(record, in.clamped("slot")), mutator.kept(fresh));
                mutator.release(fresh);
                long next = model.address(mutator.kept(at));
                mutator.setKept(at, mutator.load(records().slot(next, 0)));
                index++;
            }
        } finally {
            mutator.release(at);
        }
        return object().put("count", index);
    }

    /**
     * Walks a list. It ends at a record that it has passed, too: {@code passed} is the record whose index is the last power
     * of two (Brent's algorithm), so that a cycle is found within three times the number of records.
     *
     * @spec HEAP-34
     */
    private ObjectNode walk(Arguments in) {
        HeapMachine heap = heap();
        ValueModel model = heap.model();
        Memory memory = heap.mutator().memory();
        long word = heap.word(in, "object");
        long passed = model.nil();
        long index = 0;
        boolean intact = true;
        while (model.isReference(word) && word != passed) {
            passed = (index & index - 1) == 0 ? word : passed;
            long record = model.address(word);
            intact &= isIntact(record, index);
            if (in.has("slot")) {
                long grafted = memory.word(records().slot(record, in.clamped("slot")));
                intact &= model.isReference(grafted) && isIntact(model.address(grafted), index);
            }
            word = memory.word(records().slot(record, 0));
            index++;
        }
        return object().put("count", index).put("intact", intact && !model.isReference(word));
    }

    private boolean isIntact(long record, long index) {
        long bytes = records().shapeOf(record).bytes();
        long at = records().bytes(record, 0, bytes);
        return Arrays.equals(heap().mutator().memory().bytes(at, (int) bytes), pattern(index, bytes));
    }
}
