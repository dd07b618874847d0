package dev.jetvm.vm.assembly;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import java.util.List;

/**
 * Single lines of the disassembly of a module.
 *
 * @spec DBG-02
 */
public final class InstructionLines {
    private final Module module;
    private final References references;

    public InstructionLines(Module module) {
        this.module = module;
        this.references = new References(module);
    }

    /** The line of the instruction at an offset, for example {@code 0003: CONST 2 (42)}. */
    public String line(int function, int at) {
        FunctionDef def = module.functions().get(function);
        StringBuilder out = new StringBuilder();
        new CodeText(module, def, references, List.of(), out).one(at);
        return out.toString().strip();
    }
}
