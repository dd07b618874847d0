package dev.jetvm.conformance.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A module with the given number of items of each kind, encoded as chapter Modules specifies. Function k consists of k
 * no-ops and returns nil. Every component is at least 0.
 *
 * @param types signatures, structs and interfaces, in rotation
 * @param constants number of constants of each function
 * @param exports functions in rotation; values if there are no functions
 * @param inits functions in rotation; none if there are no functions
 * @param mappings line mappings of each function, at most as many as its code permits
 */
public record ModuleModel(boolean source, int types, int imports, int functions, int constants, int exports, int inits,
        boolean entry, int mappings, int customs) {
    private static final int HEADER = 16;
    private static final int LENGTH_AT = 8;
    private static final int CHECKSUM_AT = 12;
    private static final int NIL = 46;
    private static final int RETURN = 27;
    /** Index of the first numbered name, after those of the module and its source file. */
    private static final int NAMES = 2;
    private static final int INT = 1;

    /** Writes the content of a section. */
    @FunctionalInterface
    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Encodes the module file. */
    public byte[] file() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        section(body, 1, this::strings);
        section(body, 2, out -> {
            out.writeInt(0);
            out.writeInt(source ? 2 : 0);
        });
        list(body, 3, types, this::type);
        list(body, 4, imports, (out, k) -> {
            out.writeInt(0);
            out.writeInt(NAMES + k);
            out.writeByte(k % 2);
            out.writeInt(k % 2 == 0 ? 0 : INT);
        });
        section(body, 5, out -> items(out, functions, this::function));
        list(body, 7, exports, this::export);
        list(body, 8, functions == 0 ? 0 : inits, (out, k) -> out.writeInt(k % functions));
        if (hasEntry()) {
            section(body, 9, out -> out.writeInt(functions - 1));
        }
        section(body, 10, out -> {
            for (int k = 0; k < functions; k++) {
                out.write(code(k));
            }
        });
        if (mappings > 0 && functions > 0) {
            section(body, 12, this::debug);
        }
        for (int k = 0; k < customs; k++) {
            int number = k;
            section(body, 255, out -> {
                text(out, "tool");
                out.write(number);
            });
        }
        return framed(body.toByteArray());
    }

    private boolean hasEntry() {
        return entry && functions > 0;
    }

    private static byte[] framed(byte[] body) {
        return repaired(ByteBuffer.allocate(HEADER + body.length).putInt(0x4A455443).putInt(0x0001_0000)
                .position(HEADER).put(body).array());
    }

    /** The same bytes with length and checksum corrected; unchanged if there is no complete header. */
    public static byte[] repaired(byte[] file) {
        if (file.length < HEADER) {
            return file;
        }
        CRC32 crc = new CRC32();
        crc.update(file, HEADER, file.length - HEADER);
        return ByteBuffer.wrap(Arrays.copyOf(file, file.length)).putInt(LENGTH_AT, file.length)
                .putInt(CHECKSUM_AT, (int) crc.getValue()).array();
    }

    /** The value of the answer to {@code module.check}. */
    public ObjectNode described() {
        int code = 0;
        int mapped = 0;
        for (int k = 0; k < functions; k++) {
            code += code(k).length;
            mapped += Math.min(mappings, code(k).length);
        }
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("name", "m");
        if (source) {
            described.put("source", "m.jet");
        }
        return described.put("types", types).put("functions", functions).put("imports", imports).put("exports", exports)
                .put("inits", functions == 0 ? 0 : inits).put("entry", hasEntry())
                .put("constants", functions * constants).put("code", code).put("stackMaps", 0)
                .put("mappings", mapped).put("customs", customs);
    }

    private static byte[] code(int function) {
        byte[] code = new byte[function + 2];
        code[function] = NIL;
        code[function + 1] = RETURN;
        return code;
    }

    private void strings(DataOutputStream out) throws IOException {
        List<String> strings = new ArrayList<>(List.of("m", "m.jet"));
        int numbered = Math.max(Math.max(types, imports), exports) + 1;
        for (int k = 0; k < numbered; k++) {
            strings.add("\u00E9" + k);
        }
        items(out, strings.size(), (section, k) -> text(section, strings.get(k)));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private void type(DataOutputStream out, int number) throws IOException {
        out.writeByte(number % 3);
        switch (number % 3) {
            case 0 -> {
                out.writeByte(1);
                out.writeInt(INT);
                out.writeInt(types > 1 ? 64 + 1 : 0);
            }
            case 1 -> {
                out.writeInt(NAMES + number);
                out.writeByte(0);
                out.writeShort(0);
                out.writeShort(1);
                out.writeInt(NAMES);
                out.writeByte(number % 13);
                out.writeByte(number % 2);
                out.writeShort(0);
                out.writeShort(0);
                out.writeInt(0);
            }
            default -> {
                out.writeInt(NAMES + number);
                out.writeShort(1);
                out.writeInt(NAMES);
                out.writeInt(1);
            }
        }
    }

    private void function(DataOutputStream out, int number) throws IOException {
        out.writeInt(number == 0 ? 0 : 1);
        out.writeByte(0);
        out.writeByte(0);
        out.writeShort(1 + number);
        out.writeShort(1);
        out.writeShort(0);
        out.writeInt(0);
        out.writeInt(code(number).length);
        items(out, constants, ModuleModel::constant);
    }

    /** Constants with tags 1 to 7 in rotation, with ints and floats at their limits. */
    private static void constant(DataOutputStream out, int number) throws IOException {
        int tag = 1 + number % 7;
        out.writeByte(tag);
        switch (tag) {
            case 1 -> out.writeLong(number % 2 == 0 ? (1L << 60) - 1 : -(1L << 60));
            case 2 -> out.writeFloat(Float.NaN);
            case 3 -> out.writeDouble(Double.NaN);
            case 4 -> out.writeInt(0x10FFFF);
            default -> out.writeInt(0);
        }
    }

    private void export(DataOutputStream out, int number) throws IOException {
        out.writeInt(NAMES + number);
        out.writeByte(functions == 0 ? 1 : 0);
        out.writeInt(functions == 0 ? 0 : number % functions);
        out.writeInt(0);
    }

    private void debug(DataOutputStream out) throws IOException {
        items(out, functions, (section, function) -> {
            section.writeInt(function);
            items(section, Math.min(mappings, code(function).length), (each, k) -> {
                each.writeInt(k);
                each.writeInt(Integer.MAX_VALUE - k);
                each.writeShort(k);
            });
        });
        out.writeInt(0);
    }

    /** Writes one item of a list. */
    @FunctionalInterface
    private interface Item {
        void write(DataOutputStream out, int number) throws IOException;
    }

    private static void items(DataOutputStream out, int count, Item item) throws IOException {
        out.writeInt(count);
        for (int k = 0; k < count; k++) {
            item.write(out, k);
        }
    }

    private static void list(ByteArrayOutputStream file, int id, int count, Item item) {
        if (count > 0) {
            section(file, id, out -> items(out, count, item));
        }
    }

    private static void section(ByteArrayOutputStream file, int id, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file.write(id);
        file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.size()).array());
        file.writeBytes(bytes.toByteArray());
    }
}
