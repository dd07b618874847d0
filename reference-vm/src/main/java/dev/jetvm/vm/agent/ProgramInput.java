package dev.jetvm.vm.agent;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the modules of a request: {@code module} as bytes or {@code assembly} as text. */
final class ProgramInput {
    private ProgramInput() {}

    /**
     * Reads one module.
     *
     * @throws RejectException malformed
     */
    static Module read(Arguments in) {
        return in.either("module", "assembly") ? ModuleReader.read(in.bytes("module")) : assembled(in.text("assembly"));
    }

    /**
     * Assembles a text.
     *
     * @throws RejectException malformed, at an offset in the text
     */
    static Module assembled(String text) {
        try {
            return Assembler.assemble(text);
        } catch (AssemblyException e) {
            throw RejectException.malformedAt(e.code(), e.offset(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns by name the main module and the modules that a program may import.
     *
     * @throws RejectException malformed; unlinkable {@code module-duplicate}
     */
    static Map<String, Module> library(Arguments in, Module main) {
        Map<String, Module> modules = new HashMap<>(Map.of(main.name(), main));
        Linker.checkName(main);
        if (in.has("modules")) {
            for (JsonNode node : in.list("modules")) {
                Module module = read(Arguments.of(node, "a module"));
                Linker.checkName(module);
                if (modules.put(module.name(), module) != null) {
                    throw RejectException.unlinkable("module-duplicate", "two modules are called " + module.name());
                }
            }
        }
        return modules;
    }
}
