package dev.jetvm.conformance.property;

import dev.jetvm.conformance.corpus.Instructions;
import dev.jetvm.conformance.model.ModuleModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Encodes a generated program of one function as a module file, for implementations that do not read text. It knows the
 * part of the text form that generated programs use: instructions, labels, and constants that are numbers or texts.
 */
final class BinaryProgram {
    private static final int HEADER = 16;
    /** Operands that the stack of every generated program can hold; a program needs fewer. */
    private static final int STACK = 16;
    private static final int FLOAT32_NAN = 0x7FC0_0000;

    /** A jump whose distance is not known yet. */
    private record Jump(String label, int at, int size, int next, boolean forward) {}

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final ByteArrayOutputStream constants = new ByteArrayOutputStream();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> strings = new ArrayList<>(List.of("made", "main"));
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Jump> jumps = new ArrayList<>();
    private int slots = 1;

    private BinaryProgram() {}

    /**
     * The module file of a function without parameters that is the program.
     *
     * @param lines of the function in the text form; one of them may hold several, separated by line feeds
     * @throws IllegalArgumentException if a line is not of the known part of the text form
     */
    static byte[] of(List<String> lines) {
        BinaryProgram program = new BinaryProgram();
        try {
            for (String line : String.join("\n", lines).lines().map(String::strip).toList()) {
                program.line(line);
            }
            return program.file();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) throws IOException {
        if (line.isEmpty()) {
            return;
        }
        if (line.endsWith(":")) {
            labels.put(line.substring(0, line.length() - 1), code.size());
            return;
        }
        int blank = line.indexOf(' ');
        Instructions.Row row = Instructions.named(blank < 0 ? line : line.substring(0, blank))
                .orElseThrow(() -> new IllegalArgumentException("no instruction: " + line));
        if (row.operands().size() != (blank < 0 ? 0 : 1)) {
            throw new IllegalArgumentException("operands: " + line);
        }
        DataOutputStream out = new DataOutputStream(code);
        out.writeByte(row.code());
        if (blank >= 0) {
            String operand = row.operands().getFirst();
            write(out, number(operand, line.substring(blank + 1).strip(), row), Instructions.Row.size(operand));
        }
    }

    private int number(String operand, String text, Instructions.Row row) throws IOException {
        switch (operand.substring(0, operand.indexOf(':'))) {
            case "constant" -> {
                return constant(text.substring(1, text.length() - 1));
            }
            case "forward", "backward" -> {
                jumps.add(new Jump(text, code.size(), Instructions.Row.size(operand), code.size() - 1 + row.length(),
                        operand.startsWith("forward")));
                return 0;
            }
            case "slot" -> {
                slots = Math.max(slots, Integer.parseInt(text) + 1);
                return Integer.parseInt(text);
            }
            default -> {
                return Integer.parseInt(text);
            }
        }
    }

    private static void write(DataOutputStream out, int number, int size) throws IOException {
        for (int shift = Byte.SIZE * (size - 1); shift >= 0; shift -= Byte.SIZE) {
            out.writeByte(number >> shift);
        }
    }

    /** The index of a constant, which is added if it is new. */
    private int constant(String text) throws IOException {
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        places.put(text, places.size());
        DataOutputStream out = new DataOutputStream(constants);
        if (text.startsWith("\"")) {
            strings.add(text.substring(1, text.length() - 1));
            out.writeByte(6);
            out.writeInt(strings.size() - 1);
        } else if (text.matches("-?\\d+")) {
            out.writeByte(1);
            out.writeLong(Long.parseLong(text));
        } else if (text.endsWith("f") && !text.endsWith("inf")) {
            out.writeByte(2);
            out.writeInt(text.equals("nanf") ? FLOAT32_NAN : Float.floatToIntBits(Float.parseFloat(text)));
        } else {
            out.writeByte(3);
            out.writeLong(Double.doubleToLongBits(float64(text)));
        }
        return places.size() - 1;
    }

    private static double float64(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private byte[] linked() {
        ByteBuffer bytes = ByteBuffer.wrap(code.toByteArray());
        for (Jump jump : jumps) {
            int target = Objects.requireNonNull(labels.get(jump.label()), jump.label());
            int distance = jump.forward() ? target - jump.next() : jump.next() - target;
            if (jump.size() == Short.BYTES) {
                bytes.putShort(jump.at(), (short) distance);
            } else {
                bytes.putInt(jump.at(), distance);
            }
        }
        return bytes.array();
    }

    private byte[] file() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(texts);
        out.writeInt(strings.size());
        for (String string : strings) {
            byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
        section(body, 1, texts.toByteArray());
        section(body, 2, new byte[2 * Integer.BYTES]);
        section(body, 5, function());
        section(body, 9, new byte[Integer.BYTES]);
        section(body, 10, linked());
        return ModuleModel.repaired(ByteBuffer.allocate(HEADER + body.size()).putInt(0x4A455443).putInt(0x0001_0000)
                .position(HEADER).put(body.toByteArray()).array());
    }

    /** One function: name, arity and method, slots, stack, upvalues, signature, length, constants. */
    private byte[] function() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        out.writeInt(strings.indexOf("main") + 1);
        out.writeShort(0);
        out.writeShort(slots);
        out.writeShort(STACK);
        out.writeShort(0);
        out.writeInt(0);
        out.writeInt(code.size());
        out.writeInt(places.size());
        out.write(constants.toByteArray());
        return bytes.toByteArray();
    }

    private static void section(ByteArrayOutputStream file, int id, byte[] content) {
        file.write(id);
        file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
        file.writeBytes(content);
    }
}
