package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.memory.HeapConstants.*;
import static dev.jetvm.vm.agent.Describe.row;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.StressMode;
import dev.jetvm.vm.agent.Describe.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The constants of the chapters Memory and Garbage collection. */
final class DescribeHeap {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("heap.initial_size", "the first target, in bytes"),
            Map.entry("heap.max_size", "the most that the heap may take, in bytes; 0 is no limit"),
            Map.entry("gc.nursery_size", "the nursery of each worker, in bytes"),
            Map.entry("gc.collection_threshold", "percent of the target at which a full collection starts, 1 to 100"),
            Map.entry("scheduler.threads", "workers, 1 to 1024; the default is the number of processors"),
            Map.entry("gc.enabled", "whether anything is ever collected"),
            Map.entry("gc.parallel", "threads that mark, 1 to 1024"),
            Map.entry("gc.log", "a line for each collection on standard error"),
            Map.entry("gc.counting", "whether objects of acyclic types are counted"),
            Map.entry("gc.count_limit", "where a strong count sticks"),
            Map.entry("gc.stress", "stress modes, with commas between them"));

    private DescribeHeap() {}

    static List<Table> heap() {
        return List.of(sizes(), descriptor(), options());
    }

    static List<Table> gc() {
        return List.of(stress());
    }

    private static Table sizes() {
        return new Table("sizes", List.of("what", "bytes", "is"),
                List.of(row("line", LINE_SIZE, "what is freed at once"),
                        row("block", BLOCK_SIZE, LINES_PER_BLOCK + " lines"),
                        row("region", REGION_SIZE, BLOCKS_PER_REGION + " blocks, " + LINES_PER_REGION + " lines"),
                        row("largest object of class block", BLOCK_OBJECT_MAX, "half a block"),
                        row("largest object of class region", REGION_OBJECT_MAX, "a region"),
                        row("record of a block", DESCRIPTOR_SIZE, "kept beside the heap"),
                        row("buffer of the mutation log", LOG_ENTRIES * Long.BYTES, LOG_ENTRIES + " entries")));
    }

    private static Table descriptor() {
        return new Table("descriptor", List.of("offset", "size", "field"),
                List.of(row(0, LINES_PER_BLOCK, "line marks, a byte each"),
                        row(DESCRIPTOR_CURSOR, 2, "cursor: first line of the hole being filled, " + CURSOR_EXHAUSTED
                                + " if none"),
                        row(DESCRIPTOR_FREE_LINES, 2, "free lines"),
                        row(DESCRIPTOR_BITMAP, DESCRIPTOR_HOLES - DESCRIPTOR_BITMAP, "bitmap, a bit for each line"),
                        row(DESCRIPTOR_HOLES, 1, "holes, at most " + HOLES_MAX),
                        row(DESCRIPTOR_HOLES + 1, DESCRIPTOR_SIZE - DESCRIPTOR_HOLES - 1, "zero")));
    }

    /** The default number of workers depends on the machine, so the table names it in words. */
    private static Table options() {
        return new Table("options", List.of("option", "default", "meaning"),
                HeapOptions.defaults().texts().entrySet().stream()
                        .map(option -> row(option.getKey(),
                                option.getKey().equals("scheduler.threads") ? "processors" : option.getValue(),
                                String.valueOf(MEANINGS.get(option.getKey()))))
                        .toList());
    }

    private static Table stress() {
        return new Table("stress", List.of("mode", "what it does"),
                Stream.of(StressMode.values()).map(mode -> row(mode.wire(), meaning(mode))).toList());
    }

    private static String meaning(StressMode mode) {
        return switch (mode) {
            case ALLOCATION -> "collects before every allocation, minor and full in turn";
            case SAFEPOINT -> "collects at every safepoint";
            case BARRIER -> "collects after every store of a reference";
            case EVACUATE -> "empties every block that has a hole";
            case EVACUATE_ALL -> "empties every block";
            case POISON -> "fills what is freed with 0x%X, which is no value".formatted(POISON);
            case VERIFY ->
                "checks the whole heap after every collection; what is not in order ends the operation as an error";
            case YIELD -> "lets other threads run at safepoints and stores, as the seed decides";
        };
    }
}
