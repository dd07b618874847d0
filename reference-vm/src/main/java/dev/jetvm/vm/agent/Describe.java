package dev.jetvm.vm.agent;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.object.ArrayElements;
import dev.jetvm.runtime.object.ArrayLayout;
import dev.jetvm.runtime.object.FieldType;
import dev.jetvm.runtime.text.StringConstants;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.value.NanConstants;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueConstants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The constants of each chapter as tables. The specification's tables are generated from these answers. */
final class Describe {
    private Describe() {}

    record Table(String name, List<String> columns, List<List<String>> rows) {}

    private static final Map<String, List<Table>> TOPICS = Map.ofEntries(
            Map.entry("value", List.of(tags(), kinds(), storage())), Map.entry("nan", List.of(nanTags())),
            Map.entry("header", List.of(fields(), gcBits(), rcBits(), events(), builtinTypes())),
            Map.entry("layout", List.of(types(), arrayOffsets(), arrayElements())),
            Map.entry("string", List.of(forms(), image())), Map.entry("heap", DescribeHeap.heap()),
            Map.entry("gc", DescribeHeap.gc()), Map.entry("type", DescribeTypes.tables()),
            Map.entry("deque", DescribeDeque.tables()),
            Map.entry("opcodes", DescribeMachine.opcodes()), Map.entry("kinds", DescribeMachine.kinds()),
            Map.entry("runtime-options", DescribeMachine.runtimeOptions()),
            Map.entry("boot-phases", DescribeMachine.bootPhases()),
            Map.entry("panic-codes", DescribeMachine.panicCodes()));

    static Operation operation() {
        return new Operation("describe", "conformance.describe", Describe::describe);
    }

    private static ObjectNode describe(Arguments in) {
        List<Table> tables = TOPICS.get(in.text("topic"));
        if (tables == null) {
            throw new BadRequest("topic is one of " + TOPICS.keySet().stream().sorted().toList());
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("tables");
        for (Table table : tables) {
            ObjectNode node = list.addObject().put("name", table.name);
            ArrayNode columns = node.putArray("columns");
            table.columns.forEach(columns::add);
            ArrayNode rows = node.putArray("rows");
            for (List<String> row : table.rows) {
                ArrayNode cells = rows.addArray();
                row.forEach(cells::add);
            }
        }
        return answer;
    }

    static List<String> row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).toList();
    }

    private static Table tags() {
        return new Table("tags", List.of("tag", "name", "payload"),
                List.of(row(ValueConstants.TAG_INT, "INT", "integer, bits 3-63, two's complement"),
                        row(ValueConstants.TAG_BOOL, "BOOL", "0 false, 1 true"),
                        row(ValueConstants.TAG_NIL, "NIL", "zero"),
                        row(ValueConstants.TAG_FLOAT32, "FLOAT32",
                                "IEEE bits in bits " + ValueConstants.FLOAT32_SHIFT + "-63, the rest zero"),
                        row(ValueConstants.TAG_CHAR, "CHAR", "Unicode scalar value"),
                        row(ValueConstants.TAG_SYMBOL, "SYMBOL", "index of the symbol"),
                        row(ValueConstants.TAG_SMALLSTR, "SMALLSTR",
                                "length in bits 3-5, up to " + ValueConstants.SMALLSTR_MAX + " bytes from bit 8"),
                        row(ValueConstants.TAG_REF, "REF", "address in bits 3-47, hint in bits 48-63")));
    }

    private static Table kinds() {
        return new Table("kinds", List.of("kind", "bits", "range or values", "words"), List.of(
                row("int", ValueConstants.INT_BITS, ValueConstants.INT_MIN + " to " + ValueConstants.INT_MAX, "n × 8"),
                row("bool", 1, "false, true",
                        Json.word(ValueConstants.FALSE) + ", " + Json.word(ValueConstants.TRUE)),
                row("nil", 0, "nil", Json.word(ValueConstants.NIL)),
                row("float32", 32, "IEEE 754 binary32, every bit pattern", "immediate"),
                row("float64", 64, "IEEE 754 binary64, every bit pattern",
                        "boxed; hint 0x%04X".formatted(ValueConstants.FLOAT64_HINT)),
                row("char", 21, "0 to 0x%X without 0x%X to 0x%X".formatted(ValueConstants.CHAR_MAX,
                        ValueConstants.SURROGATE_FIRST, ValueConstants.SURROGATE_LAST), "immediate"),
                row("symbol", 61, "0 to " + (ValueConstants.SYMBOL_LIMIT - 1), "immediate"),
                row("string", "8 × length", "up to " + ValueConstants.SMALLSTR_MAX + " bytes in the word",
                        "immediate or boxed"),
                row("ref", 45, "multiples of 8 below 2^48, not 0", "immediate")));
    }

    private static Table storage() {
        return new Table("storage", List.of("class", "size", "alignment"), Stream.of(StorageClass.values())
                .map(type -> row(type.wire(), type.size(), type.size())).toList());
    }

    private static Table nanTags() {
        return new Table("tags", List.of("tag", "name", "word"),
                List.of(nanRow(NanConstants.TAG_NIL, "nil"), nanRow(NanConstants.TAG_FALSE, "false"),
                        nanRow(NanConstants.TAG_TRUE, "true"), nanRow(NanConstants.TAG_INT, "int"),
                        nanRow(NanConstants.TAG_FLOAT32, "float32"), nanRow(NanConstants.TAG_CHAR, "char"),
                        nanRow(NanConstants.TAG_SYMBOL, "symbol"),
                        row("sign bit", "ref", Json.word(NanConstants.SIGN | NanConstants.BOX) + " + address")));
    }

    private static List<String> nanRow(int tag, String name) {
        return row(tag, name, Json.word(NanConstants.BOX | (long) tag << NanConstants.TAG_SHIFT) + " + low half");
    }

    private static Table fields() {
        return new Table("fields", List.of("field", "offset", "bits", "largest value"),
                List.of(row("type", WORD_OFFSET, "0-23", TYPE_MAX), row("gc", WORD_OFFSET, "24-27", NIBBLE),
                        row("rc", WORD_OFFSET, "28-31", NIBBLE), row("size", SIZE_OFFSET, "0-31", SIZE_MAX),
                        row("flags", META_OFFSET, "0-15", FLAGS_MAX),
                        row("align", META_OFFSET, ALIGN_SHIFT + "-19", ALIGN_MAX + " (held as its logarithm)"),
                        row("weak", META_OFFSET, WEAK_SHIFT + "-31", WEAK_MAX),
                        row("strong", META_OFFSET, STRONG_SHIFT + "-63", STRONG_MAX),
                        row("forwarding", META_OFFSET, "0-63", "instead of flags to strong when gc is " + FORWARDED)));
    }

    private static Table gcBits() {
        return new Table("gc-bits", List.of("bits", "value", "name"),
                List.of(row("0-1", WHITE, "WHITE"), row("0-1", GREY, "GREY"), row("0-1", BLACK, "BLACK"),
                        row("0-1", FORWARDED, "FORWARDED"), row("2", PINNED, "PINNED"), row("3", LOGGED, "LOGGED"),
                        row("0-3", COPYING, "being copied: FORWARDED and LOGGED")));
    }

    private static Table rcBits() {
        return new Table("rc-bits", List.of("bit", "value", "name"), List.of(row(0, RC_ACTIVE, "RC_ACTIVE"),
                row(1, RC_ACYCLIC, "ACYCLIC"), row(2, RC_FINALIZABLE, "FINALIZABLE"),
                row(3, RC_SIDE_COUNT, "SIDE_COUNT")));
    }

    private static Table events() {
        return new Table("events", List.of("event"),
                Stream.of(HeaderEvent.values()).map(event -> row(event.wire())).toList());
    }

    private static Table builtinTypes() {
        List<List<String>> rows = new ArrayList<>();
        for (BuiltinType type : BuiltinType.values()) {
            rows.add(row(type.id(), type.title()));
        }
        rows.add(row(BuiltinType.values().length + 1 + " to " + (BuiltinType.FIRST_PROGRAM_TYPE - 1), "reserved"));
        rows.add(row("from " + BuiltinType.FIRST_PROGRAM_TYPE, "types of the program"));
        return new Table("builtin-types", List.of("id", "type"), rows);
    }

    private static Table types() {
        return new Table("types", List.of("type", "size", "alignment"), FieldType.named()
                .map(type -> row(type.name(), type.size(), type.align())).toList());
    }

    private static Table arrayOffsets() {
        return new Table("array-offsets", List.of("element alignment", "data offset", "alignment of the array"),
                Stream.of(1, 2, 4, 8, 16, 32, 64).map(align -> {
                    ArrayLayout layout = ArrayLayout.of(FieldType.blob(align, align));
                    return row(align, layout.dataOffset(), layout.align());
                }).toList());
    }

    private static Table arrayElements() {
        return new Table("array-elements", List.of("flags, bits 0-3", "elements"),
                Stream.concat(Stream.of(StorageClass.values()).sorted(Comparator.comparing(ArrayElements::of))
                        .map(element -> row(ArrayElements.of(element), element.wire())),
                        Stream.of(row("13, 14", "reserved"), row(ArrayElements.OTHER, "others, without references")))
                        .toList());
    }

    private static Table forms() {
        return new Table("forms", List.of("form", "bytes", "object"),
                List.of(row(StringForm.IMMEDIATE.wire(), "0 to " + StringConstants.IMMEDIATE_MAX, "none, in the word"),
                        row(StringForm.INLINE.wire(),
                                StringConstants.IMMEDIATE_MAX + 1 + " to " + StringConstants.INLINE_MAX,
                                StringConstants.OBJECT_SIZE + " bytes"),
                        row(StringForm.EXTERNAL.wire(), StringConstants.INLINE_MAX + 1 + " and more",
                                StringConstants.OBJECT_SIZE + " bytes and a buffer")));
    }

    private static Table image() {
        return new Table("image", List.of("offset", "size", "field"), List.of(row(0, HEADER_SIZE, "header"),
                row(StringConstants.LENGTH_OFFSET, 4, "length in bytes"),
                row(StringConstants.CHARS_OFFSET, 4, "code points"),
                row(StringConstants.HASH_OFFSET, 4, "hash, 0 if not computed"),
                row(StringConstants.ZERO_OFFSET, 4, "zero"),
                row(StringConstants.STORAGE_OFFSET, StringConstants.STORAGE_SIZE, "storage"),
                row(StringConstants.MARK_OFFSET, 1, "inline: 0x80 + length")));
    }
}
