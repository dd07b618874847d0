package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Arg;
import dev.jetvm.vm.module.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constants of a function in order of first use. */
final class Pool {
    private final List<Constant> constants = new ArrayList<>();
    private final Map<Constant, Integer> indices = new HashMap<>();

    List<Constant> constants() {
        return List.copyOf(constants);
    }

    /** Returns the constant at an index, or null if there is none. */
    @Nullable
    Constant get(int index) {
        return index >= 0 && index < constants.size() ? constants.get(index) : null;
    }

    void append(Constant constant) {
        indices.putIfAbsent(constant, constants.size());
        constants.add(constant);
    }

    /** Returns the index of a constant, which is added if absent. An explicit index must be that of the constant. */
    int place(Arg arg, Constant constant, long most) {
        int index = arg.number() < 0 ? indices.getOrDefault(constant, constants.size()) : written(arg, constant);
        if (index == constants.size()) {
            append(constant);
        }
        if (index > most) {
            throw new Fault(Code.CONSTANT, arg.place(), "constant " + index + " needs a wider operand",
                    "CONST_W reaches every constant; .constant gives the others the first places.");
        }
        return index;
    }

    private int written(Arg arg, Constant constant) {
        if (arg.number() > constants.size()) {
            throw new Fault(Code.CONSTANT, arg.place(),
                    "constant " + arg.number() + " leaves a gap: there are " + constants.size() + " so far",
                    "Leave the index out, or give the constants before it with .constant.");
        }
        int index = (int) arg.number();
        if (index < constants.size() && !constants.get(index).equals(constant)) {
            throw new Fault(Code.CONSTANT, arg.place(), "constant " + index + " is another value",
                    "Leave the index out to have it found.");
        }
        return index;
    }
}
