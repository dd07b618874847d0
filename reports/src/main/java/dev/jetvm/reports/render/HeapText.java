package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.HeapPortrait.Block;
import dev.jetvm.reports.model.HeapPortrait.Collected;
import dev.jetvm.reports.model.HeapPortrait.Step;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.BitSet;

/** Prints the portrait of a heap to a terminal: a row of 64 characters for each block, four lines per character. */
public final class HeapText {
    private static final int LINES_PER_CHARACTER = 4;
    /** Indexed by the number of live lines. */
    private static final String SHADES = "\u00b7\u2591\u2592\u2593\u2588";
    /** Four free lines that were allocated since the last collection. */
    private static final char GIVEN = '-';

    private HeapText() {}

    public static void print(HeapPortrait portrait, Style style, PrintWriter out) {
        int number = 0;
        for (Step step : portrait.steps()) {
            out.println(style.strong(++number + ". " + step.title()) + "  " + step.text());
            Collected did = step.collected();
            if (did != null) {
                out.printf("   reclaimed %,d objects, %,d bytes; copied %,d objects, %,d bytes%n",
                        did.reclaimedObjects(), did.reclaimedBytes(), did.copiedObjects(), did.copiedBytes());
            }
            step.notes().forEach(note -> out.println("   " + style.bad(note)));
            HeapPortrait.Map map = step.map();
            if (map != null) {
                map.blocks().forEach(block -> out.println(row(block)));
                if (map.omitted() > 0) {
                    out.println("   and " + map.omitted() + " more blocks");
                }
            }
            step.census()
                    .forEach(row -> out.printf("   %-9s %-28s %,9d in %,12d bytes%n", row.space(),
                            DisplayText.line(row.type()),
                            row.objects(), row.bytes()));
            out.println();
        }
        if (!portrait.ended().isEmpty()) {
            out.println(style.bad(portrait.ended()));
        }
        out.println(SHADES.charAt(4) + " four lines live at the last collection, " + SHADES.charAt(3) + SHADES.charAt(2)
                + SHADES.charAt(1) + " fewer, " + GIVEN + " given out since, " + SHADES.charAt(0) + " free");
    }

    private static String row(Block block) {
        BitSet live = BitSet.valueOf(Base64.getDecoder().decode(block.bitmap()));
        StringBuilder row = new StringBuilder(" %6d %-8s ".formatted(block.block(), block.space()));
        for (int line = 0; line < HeapPortrait.LINES; line += LINES_PER_CHARACTER) {
            int count = live.get(line, line + LINES_PER_CHARACTER).cardinality();
            row.append(count == 0 && line + LINES_PER_CHARACTER <= block.cursor() ? GIVEN : SHADES.charAt(count));
        }
        return row.append(" %3d free".formatted(block.freeLines())).toString();
    }
}
