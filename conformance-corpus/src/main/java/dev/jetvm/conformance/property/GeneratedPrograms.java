package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs generated programs of one function and states their expected results. */
final class GeneratedPrograms {
    private GeneratedPrograms() {}

    static String program(List<String> lines) {
        return ".module \"made\"\n.entry main\n.function main\n" + String.join("\n", lines) + "\n.end\n";
    }

    static Reply run(List<String> lines) {
        return Ask.op("vm.run").with("assembly", program(lines)).send();
    }

    /**
     * Runs a program without instruction counters, which permits the machine to use a faster engine. Clause:
     * INTERP-13a.
     */
    static Reply uncounted(List<String> lines) {
        return Ask.op("vm.run").with("assembly", program(lines)).with("counters", false).send();
    }

    static JsonNode result(ObjectNode value) {
        return JsonNodeFactory.instance.objectNode().set("result", value);
    }

    static JsonNode panic(String code) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("status", "panic");
        node.putObject("panic").put("code", code);
        return node;
    }

    static String constant(long number) {
        return "CONST (" + number + ")";
    }

    static String constant(double number) {
        String text = Double.isNaN(number)
                ? "nan"
                : Double.isInfinite(number)
                        ? number > 0 ? "inf" : "-inf"
                        : Double.toString(number).toLowerCase(Locale.ROOT);
        return "CONST (" + text + ")";
    }
}
