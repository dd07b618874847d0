package dev.jetvm.vm.assembly;

import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import java.util.List;

/**
 * Disassembles single instructions of a module.
 *
 * @spec DBG-02
 */
public final class InstructionLines {
    private final Module module;
    private final References references;

    /** @param module the module to disassemble */
    public InstructionLines(Module module) {
        this.module = module;
        this.references = new References(module);
    }

    /**
     * Returns the line of the instruction at an offset, for example {@code 0003: CONST 2 (42)}.
     *
     * @param function index of the function
     * @param at offset in the function
     */
    public String line(int function, int at) {
        FunctionDef def = module.functions().get(function);
        StringBuilder out = new StringBuilder();
        new CodeText(module, def, references, List.of(), out).one(at);
        return out.toString().strip();
    }
}
