package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operation {@code effect.run}: the program of the request is translated to a module, which a machine of its own runs.
 * What it prints are the events.
 *
 * @spec EFF-22
 */
final class EffectOperations {
    private final Machine machine;

    EffectOperations(Machine machine) {
        this.machine = machine;
    }

    Operation run() {
        return new Operation("effect.run", "effect.run", EffectProgram.FEATURES,
                in -> EffectProgram.of(in).needs(), this::run);
    }

    private ObjectNode run(Arguments in) {
        String assembly = EffectProgram.of(in).assembly();
        try (ProgramRun run = ProgramRun.of(machine, new Arguments(object().put("assembly", assembly)))) {
            run.go(Long.MAX_VALUE, false, false);
            return shown(run.report());
        }
    }

    private static ObjectNode shown(ObjectNode report) {
        ObjectNode shown = object();
        ArrayNode events = shown.putArray("events");
        report.path("stdout").asString("").lines().forEach(line -> add(events, line));
        String status = report.path("status").asString("");
        shown.put("status", status);
        if (report.has("panic")) {
            shown.putObject("panic").set("code", report.path("panic").path("code"));
        } else if (status.equals("returned")) {
            result(shown, report.path("result"));
        }
        return shown;
    }

    private static void result(ObjectNode shown, JsonNode result) {
        switch (result.path("kind").asString("")) {
            case "int" -> shown.put("result", result.path("value").asLong());
            case "string" -> shown.put("result",
                    new String(Base64.getDecoder().decode(result.path("bytes").asString("")), StandardCharsets.UTF_8));
            default -> shown.putNull("result");
        }
    }

    /** A program notes numbers, nil and codes, which are told apart by how they are printed. */
    private static void add(ArrayNode events, String line) {
        if (line.equals("nil")) {
            events.addNull();
        } else if (line.matches("-?[0-9]+")) {
            events.add(Long.parseLong(line));
        } else {
            events.add(line);
        }
    }
}
