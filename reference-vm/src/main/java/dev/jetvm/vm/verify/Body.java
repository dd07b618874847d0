package dev.jetvm.vm.verify;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;

/**
 * A function under verification.
 *
 * @param index of the function in the module
 * @param start offset of its code in the code section, the base of the offsets that refusals report
 */
record Body(Module module, int index, FunctionDef function, int start) {

    int length() {
        return function.code().length;
    }

    /**
     * Returns the instruction at an offset.
     *
     * @throws RejectException invalid: {@code opcode-unknown}, {@code code-truncated}, and for a CLOSURE, whose length
     * depends on its function, {@code constant-range} or {@code constant-kind}
     */
    Instruction instruction(int at) {
        return switch (Instruction.read(module, function, at)) {
            case Instruction.Reading.Read(Instruction instruction) -> instruction;
            case Instruction.Reading.Failed(Instruction.Flaw flaw) -> throw flawed(flaw, at);
        };
    }

    private RejectException flawed(Instruction.Flaw flaw, int at) {
        int code = function.code()[at] & 0xFF;
        return switch (flaw) {
            case UNKNOWN -> refused("opcode-unknown", at, "no instruction is numbered " + code);
            case TRUNCATED -> refused("code-truncated", at,
                    Opcode.of(code) + " has operands beyond the end of the function at " + length());
            case NO_FUNCTION -> noFunction(at);
        };
    }

    private RejectException noFunction(int at) {
        byte[] code = function.code();
        int constant = (code[at + 1] & 0xFF) << 8 | code[at + 2] & 0xFF;
        return constant < function.constants().size()
                ? refused("constant-kind", at, "CLOSURE takes a function, constant %d is %s".formatted(constant,
                        kind(function.constants().get(constant))))
                : refused("constant-range", at, beyond("CLOSURE", "constant", constant, function.constants().size()));
    }

    static String beyond(String mnemonic, String what, long index, int count) {
        return "%s names %s %d, and there are %d".formatted(mnemonic, what, index, count);
    }

    RejectException refused(String code, Instruction instruction, String message) {
        return refused(code, instruction.at(), message);
    }

    /** @param at offset in the function */
    RejectException refused(String code, int at, String message) {
        String name = function.name().isEmpty() ? "function %d".formatted(index) : "function " + function.name();
        return RejectException.invalidAt(code, (long) start + at, "%s at %04x: %s".formatted(name, at, message));
    }

    /** Returns the constant of an operand that has been checked. */
    Constant constant(Instruction instruction, Operand operand) {
        return function.constants().get(instruction.operand(operand));
    }

    /** Returns the type of an operand that has been checked. */
    TypeDef type(Instruction instruction, Operand operand) {
        return module.types().get(((Constant.Type) constant(instruction, operand)).index());
    }

    /** Describes a constant in a message. */
    static String kind(Constant constant) {
        return switch (constant) {
            case Constant.Int _ -> "an int";
            case Constant.Float32 _ -> "a float32";
            case Constant.Float64 _ -> "a float64";
            case Constant.Char _ -> "a char";
            case Constant.Symbol _ -> "a symbol";
            case Constant.Text _ -> "a string";
            case Constant.Function _ -> "a function";
            case Constant.Type _ -> "a type";
            case Constant.Import _ -> "an import";
        };
    }
}
