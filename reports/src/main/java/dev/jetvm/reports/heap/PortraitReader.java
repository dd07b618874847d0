package dev.jetvm.reports.heap;

import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.HeapPortrait.Block;
import dev.jetvm.reports.model.HeapPortrait.Collected;
import dev.jetvm.reports.model.HeapPortrait.Dump;
import dev.jetvm.reports.model.HeapPortrait.Node;
import dev.jetvm.reports.model.HeapPortrait.Region;
import dev.jetvm.reports.model.HeapPortrait.Root;
import dev.jetvm.reports.model.HeapPortrait.Row;
import dev.jetvm.reports.model.HeapPortrait.Usage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Converts answers to the parts of a portrait. It checks everything that a page draws, and its result is bounded for
 * any answer. Every method throws {@link MalformedAnswer}.
 */
final class PortraitReader {
    /** Maximum number of blocks; more would lengthen the page without showing more. */
    static final int BLOCKS_MAX = 64;
    static final int ROWS_MAX = 64;
    /** Maximum number of objects of a dump that are requested and kept. */
    static final int OBJECTS_MAX = 80;
    private static final int REGIONS_MAX = 256;
    private static final int REFERENCES_MAX = 32;
    private static final int BITMAP_BYTES = HeapPortrait.LINES / Byte.SIZE;
    private static final int HOLES_MAX = 255;

    private PortraitReader() {}

    static HeapPortrait.Map map(JsonNode value) {
        Members map = new Members(value, "the map");
        Set<Long> seen = new HashSet<>();
        List<Block> blocks = new ArrayList<>(map.list("blocks", "block", PortraitReader::block));
        for (Block block : blocks) {
            if (!seen.add(block.block())) {
                throw new MalformedAnswer("block " + block.block() + " is in the map twice");
            }
        }
        blocks.sort(Comparator.comparingLong(Block::block));
        List<Region> regions = map.list("regions", "region",
                region -> new Region(region.natural("region"), region.text("use")));
        return new HeapPortrait.Map(map.natural("epoch"), first(blocks, BLOCKS_MAX),
                Math.max(0, blocks.size() - BLOCKS_MAX), first(regions, REGIONS_MAX));
    }

    private static Block block(Members block) {
        String bitmap = block.text("bitmap");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(bitmap);
        } catch (IllegalArgumentException noBase64) {
            throw block.wrong("bitmap", "no base64");
        }
        if (bytes.length != BITMAP_BYTES) {
            throw block.wrong("bitmap", bytes.length + " bytes, not " + BITMAP_BYTES);
        }
        return new Block(block.natural("block"), block.space(), (int) block.natural("freeLines", HeapPortrait.LINES),
                (int) block.natural("holes", HOLES_MAX), (int) block.natural("cursor", HeapPortrait.LINES),
                Base64.getEncoder().encodeToString(bytes));
    }

    static Usage usage(JsonNode value) {
        Members usage = new Members(value, "the usage");
        return new Usage(usage.natural("objects"), usage.natural("bytes"), usage.natural("target"));
    }

    static List<Row> census(JsonNode value) {
        return first(new Members(value, "the census").list("rows", "row",
                row -> new Row(row.space(), row.text("type"), row.natural("objects"), row.natural("bytes"))), ROWS_MAX);
    }

    static Dump dump(JsonNode value) {
        Members dump = new Members(value, "the dump");
        List<Node> objects = dump.list("objects", "object", PortraitReader::node);
        List<Root> roots = dump.list("roots", "root",
                root -> new Root(root.text("source"), root.natural("object")));
        return new Dump(dump.truth("complete") && objects.size() <= OBJECTS_MAX, first(objects, OBJECTS_MAX),
                first(roots, OBJECTS_MAX));
    }

    private static Node node(Members node) {
        List<Long> references = new ArrayList<>();
        for (JsonNode reference : node.array("references")) {
            if (!reference.canConvertToLong() || !reference.isIntegralNumber() || reference.longValue() < 0) {
                throw node.wrong("references", "no list of ids");
            }
            references.add(reference.longValue());
        }
        return new Node(node.natural("id"), node.text("type"), node.space(), node.natural("total"),
                node.truth("pinned"), first(references, REFERENCES_MAX));
    }

    static Collected collected(JsonNode value) {
        Members done = new Members(value, "the collection");
        return new Collected(done.text("kind"), done.natural("reclaimedObjects"), done.natural("reclaimedBytes"),
                done.natural("copiedObjects"), done.natural("copiedBytes"));
    }

    private static <T> List<T> first(List<T> list, int most) {
        return List.copyOf(list.subList(0, Math.min(most, list.size())));
    }
}
