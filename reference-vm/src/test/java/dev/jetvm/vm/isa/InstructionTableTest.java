package dev.jetvm.vm.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The suite knows no implementation and has a table of instructions of its own. It says the same as this one. */
class InstructionTableTest {
    private static final Path TABLE = Path.of(System.getProperty("jet.root", ".."), "conformance-corpus", "src", "main",
            "resources", "jet", "instructions.json");

    @Test
    void the_table_of_the_suite_is_that_of_the_machine() {
        List<String> suite = new ArrayList<>();
        JsonMapper.shared().readTree(TABLE.toFile()).required("instructions").forEach(row -> suite.add(
                row(row.required("name").asString(), row.required("code").asInt(), row.required("family").asString(),
                        row.required("operands").asString())));

        assertThat(suite).containsExactlyElementsOf(Stream.of(Opcode.values()).sorted(Comparator.comparingInt(
                Opcode::code)).map(InstructionTableTest::row).toList());
    }

    private static String row(Opcode opcode) {
        return row(opcode.name(), opcode.code(), opcode.family().wire(), opcode.operands().stream()
                .map(it -> it.size() < 0 ? it.word() : it.word() + ":u" + it.size() * Byte.SIZE)
                .collect(Collectors.joining(" ")));
    }

    private static String row(String name, int code, String family, String operands) {
        return "%s %d %s %s".formatted(name, code, family, operands);
    }
}
