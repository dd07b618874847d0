package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Code written instruction by instruction, without labels: offsets are counted by whoever writes. */
final class Writing {
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final List<Constant> constants = new ArrayList<>();
    private int arity;
    private int slots = 1;
    private int stack = 8;
    private int upvalues;

    /** The next instruction, with its operands in order; captures are two each. */
    Writing add(Opcode opcode, int... operands) {
        code.write(opcode.code());
        for (int k = 0; k < operands.length; k++) {
            List<Operand> kinds = opcode.operands();
            Operand kind = kinds.get(Math.min(k, kinds.size() - 1));
            for (int shift = 8 * (Math.max(1, kind.size()) - 1); shift >= 0; shift -= 8) {
                code.write(operands[k] >>> shift);
            }
        }
        return this;
    }

    Writing raw(int... bytes) {
        for (int one : bytes) {
            code.write(one);
        }
        return this;
    }

    Writing constant(Constant constant) {
        constants.add(constant);
        return this;
    }

    Writing arity(int parameters) {
        this.arity = parameters;
        this.slots = Math.max(slots, parameters + 1);
        return this;
    }

    Writing slots(int count) {
        this.slots = count;
        return this;
    }

    Writing stack(int words) {
        this.stack = words;
        return this;
    }

    Writing upvalues(int count) {
        this.upvalues = count;
        return this;
    }

    int size() {
        return code.size();
    }

    FunctionDef function(String name) {
        return new FunctionDef(name, arity, false, slots, stack, upvalues, TypeDef.NONE, List.copyOf(constants),
                code.toByteArray());
    }

    /** A module of functions only; the first is called f0. */
    static Module module(Writing... functions) {
        List<FunctionDef> all = new ArrayList<>();
        for (Writing function : functions) {
            all.add(function.function("f" + all.size()));
        }
        return new Module("test", "", List.of(), List.of(), List.of(), all, List.of(), List.of(), Module.NO_ENTRY,
                Optional.empty(), Optional.empty(), List.of());
    }
}
