package dev.jetvm.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an implementation's heap while a fixed script allocated, dropped and collected objects. It affects no
 * verdict. Clauses: HEAP-03 to HEAP-14, HEAP-30.
 *
 * @param steps the observations, in the order of the script
 * @param ended why the script ended early, one line; empty if it was completed
 */
public record HeapPortrait(List<Step> steps, String ended) {
    public static final int LINES = 256;

    /** Accepts data that another program may have written. */
    public HeapPortrait {
        steps = ReportFile.whole(steps, "steps of the heap portrait");
    }

    /**
     * The heap after one step. A part that is not available is null or empty, and a note gives the reason.
     *
     * @param title a few words
     * @param text description of the operations
     * @param collected result of the collection at the end of the step; null if the step does not end with one
     * @param notes one line for each part that is missing
     */
    public record Step(String title, String text, @Nullable Collected collected, @Nullable Usage usage,
            @Nullable Map map, List<Row> census, @Nullable Dump dump, List<String> notes) {}

    /** The answer of a collection. Sizes are in bytes. */
    public record Collected(String kind, long reclaimedObjects, long reclaimedBytes, long copiedObjects,
            long copiedBytes) {}

    /** Number of objects and bytes outside immortal space, and the size in bytes that triggers the next collection. */
    public record Usage(long objects, long bytes, long target) {}

    /**
     * The map of blocks and lines.
     *
     * @param omitted number of blocks left out because of the limit
     * @param regions regions in use
     */
    public record Map(long epoch, List<Block> blocks, int omitted, List<Region> regions) {}

    /**
     * A block of 256 lines.
     *
     * @param cursor first line of the hole that is currently being filled, 0 to 256
     * @param bitmap 32 bytes in base64; bit i MOD 8 of byte i DIV 8 is 1 if line i was live at the last collection
     */
    public record Block(long block, String space, int freeLines, int holes, int cursor, String bitmap) {}

    /** A region and its use, as named by the implementation. */
    public record Region(long region, String use) {}

    /** A row of the census. */
    public record Row(String space, String type, long objects, long bytes) {}

    /** The first reachable objects; {@code complete} if these are all. */
    public record Dump(boolean complete, List<Node> objects, List<Root> roots) {}

    /** @param references ids of the objects that its slots reference, in slot order */
    public record Node(long id, String type, String space, long total, boolean pinned, List<Long> references) {}

    /** A root: where a reachable object is held. */
    public record Root(String source, long object) {}
}
