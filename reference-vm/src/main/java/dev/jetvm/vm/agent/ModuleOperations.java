package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/** Chapter Modules: files looked at, nothing run. */
final class ModuleOperations {
    private static final String FEATURE = "vm.modules";

    private ModuleOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("module.check", FEATURE, ModuleOperations::check));
    }

    /** The module that a request brings. */
    private static Module module(Arguments in) {
        return ModuleReader.read(in.bytes("module"));
    }

    private static ObjectNode check(Arguments in) {
        return record(module(in));
    }

    /** What a module is, as far as its file tells. Clause: MOD-03a. */
    private static ObjectNode record(Module module) {
        ObjectNode record = object().put("name", module.name());
        if (!module.source().isEmpty()) {
            record.put("source", module.source());
        }
        return record.put("types", module.types().size()).put("functions", module.functions().size())
                .put("imports", module.imports().size()).put("exports", module.exports().size())
                .put("inits", module.inits().size()).put("entry", module.entry() != Module.NO_ENTRY)
                .put("constants", sum(module, function -> function.constants().size()))
                .put("code", sum(module, function -> function.code().length))
                .put("stackMaps", module.stackMaps().map(Module.MapSection::count).orElse(0))
                .put("mappings", module.debug().stream().flatMap(debug -> debug.functions().stream())
                        .mapToInt(lines -> lines.mappings().size()).sum())
                .put("customs", module.customs().size());
    }

    private static int sum(Module module, ToIntFunction<FunctionDef> part) {
        return module.functions().stream().mapToInt(part).sum();
    }
}
