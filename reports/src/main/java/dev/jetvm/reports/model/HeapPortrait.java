package dev.jetvm.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the heap of an implementation looked while a fixed script allocated, dropped and collected. No verdict depends on
 * it: the cases judge the heap, this shows it. Clauses: HEAP-03 to HEAP-14, HEAP-30.
 *
 * @param steps what was seen, in the order of the script
 * @param ended why the script could not be played to its end, one line; empty if it was
 */
public record HeapPortrait(List<Step> steps, String ended) {
    public static final int LINES = 256;

    /** Takes over what another program may have written. */
    public HeapPortrait {
        steps = ReportFile.whole(steps, "steps of the heap portrait");
    }

    /**
     * The heap after one step. What could not be had is null or empty, and a note says why.
     *
     * @param title a few words
     * @param text what was done
     * @param collected what the collection at the end of the step did; null if the step does not end with one
     * @param notes one line for each part that is missing
     */
    public record Step(String title, String text, @Nullable Collected collected, @Nullable Usage usage,
            @Nullable Map map, List<Row> census, @Nullable Dump dump, List<String> notes) {}

    /** What a collection answered. Sizes in bytes. */
    public record Collected(String kind, long reclaimedObjects, long reclaimedBytes, long copiedObjects,
            long copiedBytes) {}

    /** Objects and bytes outside of immortal space, and the size in bytes at which the next collection is due. */
    public record Usage(long objects, long bytes, long target) {}

    /**
     * The map of blocks and lines.
     *
     * @param omitted blocks that are left out, since there are so many
     * @param regions those in use
     */
    public record Map(long epoch, List<Block> blocks, int omitted, List<Region> regions) {}

    /**
     * A block of 256 lines.
     *
     * @param cursor first line of the hole that is being filled, 0 to 256
     * @param bitmap 32 bytes in base64; bit i MOD 8 of byte i DIV 8 is 1 if line i was live at the last collection
     */
    public record Block(long block, String space, int freeLines, int holes, int cursor, String bitmap) {}

    /** A region and its use, as the implementation names it. */
    public record Region(long region, String use) {}

    /** A row of the census. */
    public record Row(String space, String type, long objects, long bytes) {}

    /** The first objects that are reachable. {@code complete} if they are all. */
    public record Dump(boolean complete, List<Node> objects, List<Root> roots) {}

    /** @param references ids of the objects that its slots lead to, in order */
    public record Node(long id, String type, String space, long total, boolean pinned, List<Long> references) {}

    /** Where a reachable object is held. */
    public record Root(String source, long object) {}
}
