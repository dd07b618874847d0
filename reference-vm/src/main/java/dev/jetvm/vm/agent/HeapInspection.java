package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Usage;
import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.RegionTable;
import dev.jetvm.runtime.memory.SizeClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Memory that inspect the structure of the heap. */
final class HeapInspection {
    private static final int DUMP_MAX = 10_000;

    private final Machine machine;

    HeapInspection(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("heap.where", "heap.inspect", this::where),
                new Operation("heap.header", "heap.inspect", this::header),
                new Operation("heap.usage", "heap.usage", this::usage),
                new Operation("heap.census", "heap.dump", this::census),
                new Operation("heap.dump", "heap.dump", this::dump),
                new Operation("heap.block", "heap.lines", this::block),
                new Operation("heap.map", "heap.lines", this::map),
                new Operation("heap.verify", "heap.verify", this::verify),
                new Operation("heap.options", "heap.options", this::options));
    }

    private ManagedHeap heap() {
        return machine.heap().heap();
    }

    private HeapStore store() {
        return heap().store();
    }

    private ObjectNode where(Arguments in) {
        long object = machine.heap().object(in, "object");
        long total = store().total(object);
        return object().put("space", store().spaceOf(object).wire()).put("class", SizeClass.of(total).wire())
                .put("total", total).put("address", Json.word(object)).put("counted", isCounted(object));
    }

    /**
     * Returns whether reference counting may free the object.
     *
     * @spec HEAP-18
     */
    private boolean isCounted(long object) {
        return HeaderWord.hasRc(store().memory().word(object), HeaderConstants.RC_ACTIVE);
    }

    private ObjectNode header(Arguments in) {
        long object = machine.heap().object(in, "object");
        return object().put("bytes", Json.bytes(store().memory().bytes(object, HeaderConstants.HEADER_SIZE)));
    }

    private ObjectNode usage(Arguments in) {
        Usage[] seen = new Usage[1];
        heap().stopped(machine.heap().mutator(), () -> seen[0] = heap().usage());
        Usage usage = seen[0];
        ObjectNode answer = object().put("objects", usage.objects()).put("bytes", usage.bytes()).put("target",
                heap().target());
        ObjectNode spaces = answer.putObject("spaces");
        space(spaces, "immortal", heap().immortal().objects(), heap().immortal().bytes());
        space(spaces, "nursery", usage.nurseryObjects(), usage.nurseryBytes());
        space(spaces, "mature", usage.matureObjects(), usage.matureBytes());
        space(spaces, "large", usage.largeObjects(), usage.largeBytes());
        return answer;
    }

    private static void space(ObjectNode spaces, String name, long objects, long bytes) {
        spaces.putObject(name).put("objects", objects).put("bytes", bytes);
    }

    private ObjectNode census(Arguments in) {
        ObjectNode answer = object();
        ArrayNode rows = answer.putArray("rows");
        for (HeapCensus.Row row : HeapCensus.take(heap(), machine.heap().mutator())) {
            rows.addObject().put("space", row.space().wire()).put("type", machine.heap().types().name(row.type()))
                    .put("objects", row.objects()).put("bytes", row.bytes());
        }
        return answer;
    }

    private ObjectNode dump(Arguments in) {
        long limit = in.has("limit") ? in.clamped("limit") : DUMP_MAX;
        if (limit < 0 || limit > DUMP_MAX) {
            throw new BadRequest("limit is 0 to " + DUMP_MAX);
        }
        HeapDump dump = HeapDump.take(heap(), machine.heap().mutator(), (int) limit);
        ObjectNode answer = object().put("complete", dump.isComplete());
        ArrayNode objects = answer.putArray("objects");
        for (HeapDump.Node node : dump.nodes()) {
            ObjectNode item = objects.addObject().put("id", node.id())
                    .put("type", machine.heap().types().name(machine.heap().typeOf(node.address())))
                    .put("space", store().spaceOf(node.address()).wire()).put("total", store().total(node.address()))
                    .put("pinned", HeaderWord.isPinned(store().memory().word(node.address())));
            ArrayNode references = item.putArray("references");
            node.references().forEach(references::add);
        }
        ArrayNode roots = answer.putArray("roots");
        dump.roots().forEach(root -> roots.addObject().put("source", root.source()).put("object", root.object()));
        return answer;
    }

    private ObjectNode block(Arguments in) {
        long object = machine.heap().object(in, "object");
        int block = BlockTable.blockOf(object);
        long last = object + store().total(object) - 1;
        return object().put("bytes", Json.bytes(store().blocks().record(block))).put("block", block)
                .put("firstLine", line(object)).put("lastLine", line(last) + lines(block, last))
                .put("epoch", store().blocks().epoch());
    }

    private static int line(long address) {
        return (int) (address % HeapConstants.BLOCK_SIZE) / HeapConstants.LINE_SIZE;
    }

    /** Returns the number of lines to add if the object ends in a later block. */
    private static int lines(int block, long last) {
        return (BlockTable.blockOf(last) - block) * HeapConstants.LINES_PER_BLOCK;
    }

    private ObjectNode map(Arguments in) {
        ObjectNode answer = object().put("epoch", store().blocks().epoch());
        ArrayNode blocks = answer.putArray("blocks");
        ArrayNode regions = answer.putArray("regions");
        for (int region = 0; region < store().regions().regions(); region++) {
            RegionTable.Use use = store().regions().use(region);
            if (use == RegionTable.Use.FREE) {
                continue;
            }
            regions.addObject().put("region", region).put("use", use.wire());
            if (use.hasLines()) {
                for (int k = 0; k < HeapConstants.BLOCKS_PER_REGION; k++) {
                    describe(blocks.addObject(), region * HeapConstants.BLOCKS_PER_REGION + k);
                }
            }
        }
        return answer;
    }

    private void describe(ObjectNode node, int block) {
        BlockTable blocks = store().blocks();
        byte[] record = blocks.record(block);
        byte[] bitmap = Arrays.copyOfRange(record, HeapConstants.DESCRIPTOR_BITMAP, HeapConstants.DESCRIPTOR_HOLES);
        node.put("block", block).put("space", store().spaceOf(BlockTable.addressOf(block)).wire())
                .put("freeLines", blocks.freeLines(block)).put("holes", blocks.holes(block))
                .put("cursor", blocks.cursor(block)).put("bitmap", Json.bytes(bitmap));
    }

    private ObjectNode verify(Arguments in) {
        List<HeapVerifier.Result> results = new ArrayList<>(machine.programs().verify());
        results.add(HeapVerifier.verify(heap(), machine.heap().mutator()));
        ObjectNode answer = object().put("checked", results.stream().mapToLong(HeapVerifier.Result::checked).sum());
        ArrayNode problems = answer.putArray("problems");
        results.stream().flatMap(result -> result.problems().stream()).forEach(
                problem -> problems.addObject().put("code", problem.code()).put("message", problem.message()));
        return answer;
    }

    private ObjectNode options(Arguments in) {
        HeapOptions options = heap().options();
        ObjectNode answer = object();
        ObjectNode texts = answer.putObject("options");
        options.texts().forEach(texts::put);
        answer.putObject("effective").put("nursery", options.effectiveNursery()).put("target", heap().target())
                .put("workers", options.workers());
        return answer;
    }
}
