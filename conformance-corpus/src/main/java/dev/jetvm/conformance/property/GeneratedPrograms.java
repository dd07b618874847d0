package dev.jetvm.conformance.property;

import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.session.CurrentCase;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs generated programs of one function and states their expected results. */
final class GeneratedPrograms {
    private GeneratedPrograms() {}

    private static String program(List<String> lines) {
        return ".module \"made\"\n.entry main\n.function main\n" + String.join("\n", lines) + "\n.end\n";
    }

    /** Adds a program to a request: as text, or as binary if the implementation does not read text. */
    static Ask given(Ask request, List<String> lines) {
        return CurrentCase.run().offers(Step.TEXT)
                ? request.with("assembly", program(lines))
                : request.with("module", BinaryProgram.of(lines));
    }

    static Reply run(List<String> lines) {
        return given(Ask.op("vm.run"), lines).send();
    }

    /**
     * Runs a program without instruction counters, which permits the machine to use a faster engine. Clause:
     * INTERP-13a.
     */
    static Reply uncounted(List<String> lines) {
        return given(Ask.op("vm.run"), lines).with("counters", false).send();
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
