package dev.jetvm.reports.render;

import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.HeapPortrait.Block;
import dev.jetvm.reports.model.HeapPortrait.Collected;
import dev.jetvm.reports.model.HeapPortrait.Dump;
import dev.jetvm.reports.model.HeapPortrait.Node;
import dev.jetvm.reports.model.HeapPortrait.Region;
import dev.jetvm.reports.model.HeapPortrait.Root;
import dev.jetvm.reports.model.HeapPortrait.Row;
import dev.jetvm.reports.model.HeapPortrait.Step;
import dev.jetvm.reports.model.HeapPortrait.Usage;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;

/** A portrait made up for tests: a step without a picture and one with everything. */
final class SamplePortrait {
    private SamplePortrait() {}

    static HeapPortrait portrait() {
        Step without = new Step("Allocated", "Some lists.", null, null, null, List.of(), null,
                List.of("No picture: bitmap of block 0 is 31 bytes, not 32: \"<i>\""));
        HeapPortrait.Map map = new HeapPortrait.Map(3,
                List.of(new Block(8, "nursery", 256, 1, 100, bitmap(0, 0)),
                        new Block(16, "mature", 246, 2, 0, bitmap(20, 30))),
                2, List.of(new Region(0, "immortal"), new Region(1, "nursery-blocks"), new Region(2, "mature-blocks")));
        Dump dump = new Dump(false,
                List.of(new Node(0, "Pair<b>", "mature", 32, true, List.of(1L, 7L)),
                        new Node(1, "Record(0,8)", "nursery", 24, false, List.of(0L))),
                List.of(new Root("handles", 0)));
        Step whole = new Step("Full collection", "Half of it is dropped.", new Collected("full", 10, 320, 1, 32),
                new Usage(2, 56, 1 << 20), map,
                List.of(new Row("mature", "Pair<b>", 1, 32), new Row("nursery", "Record(0,8)", 1, 24)), dump,
                List.of());
        return new HeapPortrait(List.of(without, whole), "The portrait ends after 2 of 7 steps: it is a sample");
    }

    /** Lines from {@code start} to before {@code end} are live. */
    private static String bitmap(int start, int end) {
        BitSet lines = new BitSet();
        lines.set(start, end);
        byte[] bytes = new byte[HeapPortrait.LINES / Byte.SIZE];
        byte[] set = lines.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
