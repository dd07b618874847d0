package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.AssemblyException;
import dev.jetvm.vm.assembly.Disassembler;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.verify.Verifier;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Modules: check, assemble and disassemble modules without running them. */
final class ModuleOperations {
    private static final Set<String> VERIFICATION = Set.of("modules.verify", "modules.types");

    private ModuleOperations() {}

    /** @param verify whether {@code module.check} verifies what it has read */
    static List<Operation> all(boolean verify) {
        return List.of(new Operation("module.check", "modules.decode", VERIFICATION, in -> check(in, verify)),
                new Operation("module.stackmaps", "modules.stackmaps", ModuleOperations::stackMaps),
                new Operation("module.assemble", "modules.assemble", ModuleOperations::assemble),
                new Operation("module.disassemble", "modules.disassemble", ModuleOperations::disassemble));
    }

    /** Returns the module of a request, given as a file or as text. */
    static Module module(Arguments in) {
        return in.either("module", "assembly") ? ModuleReader.read(in.bytes("module")) : assembled(in);
    }

    private static Module assembled(Arguments in) {
        try {
            return Assembler.assemble(in.text("assembly"));
        } catch (AssemblyException e) {
            throw RejectException.malformedAt(e.code(), e.offset(),
                    e.line() + ":" + e.column() + ": " + e.getMessage());
        }
    }

    /**
     * Assembles a text and returns the module file.
     *
     * @spec ASM-01
     */
    private static ObjectNode assemble(Arguments in) {
        Module module = assembled(in);
        if (in.truth("verify", false)) {
            Verifier.verify(module);
        }
        return object().put("module", Json.bytes(ModuleWriter.write(module)));
    }

    /**
     * Returns the text of a module, verified or not.
     *
     * @spec DBG-02
     */
    private static ObjectNode disassemble(Arguments in) {
        return object().put("assembly", Disassembler.text(module(in)));
    }

    private static ObjectNode check(Arguments in, boolean verify) {
        Module module = module(in);
        return record(verify ? Verifier.verify(module).module() : module);
    }

    /**
     * Returns the stack map section derived from the code.
     *
     * @spec VERIFY-11
     */
    private static ObjectNode stackMaps(Arguments in) {
        Module.MapSection section = Verifier.verify(module(in)).maps();
        return object().put("count", section.count())
                .put("section", Json.bytes(section.bytes()));
    }

    /**
     * Summarises a module.
     *
     * @spec MOD-03a
     */
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
