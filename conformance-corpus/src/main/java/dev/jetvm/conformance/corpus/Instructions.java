package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The instructions of the specification, read from {@code instructions.json}. The file repeats the table of the book,
 * because the suite knows no implementation; a test of the reference compares the two.
 *
 * @spec ISA-01
 */
public final class Instructions {
    private static final String FILE = "/jet/instructions.json";
    private static final Map<String, Row> BY_NAME = load();

    private Instructions() {}

    /**
     * One instruction.
     *
     * @param code 0 to 255
     * @param family lower-case word of its family: {@code arithmetic}
     * @param operands kind and size of each: {@code constant:u16}; {@code captures} has no fixed size
     */
    public record Row(String name, int code, String family, List<String> operands) {

        /** The length in bytes, without captures. */
        public int length() {
            return 1 + operands.stream().mapToInt(Row::size).sum();
        }

        /** The size of an operand in bytes; 0 if it has no fixed size. */
        public static int size(String operand) {
            int colon = operand.indexOf(":u");
            return colon < 0 ? 0 : Integer.parseInt(operand.substring(colon + 2)) / Byte.SIZE;
        }
    }

    /** All instructions in the order of their codes. */
    public static Collection<Row> all() {
        return BY_NAME.values();
    }

    public static Optional<Row> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The instruction with an opcode; empty if it is undefined. */
    static Optional<Row> of(int code) {
        return all().stream().filter(row -> row.code() == code).findFirst();
    }

    private static Map<String, Row> load() {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (InputStream in = Instructions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            for (JsonNode row : JsonMapper.shared().readTree(in).required("instructions")) {
                String name = row.required("name").asString();
                String operands = row.required("operands").asString();
                rows.put(name, new Row(name, row.required("code").asInt(), row.required("family").asString(),
                        operands.isEmpty() ? List.of() : List.of(operands.split(" ", -1))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(rows);
    }
}
