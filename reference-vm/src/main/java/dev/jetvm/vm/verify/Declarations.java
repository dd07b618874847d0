package dev.jetvm.vm.verify;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;

/**
 * Checks what a module declares about its functions outside their code: the arity of signatures, and that functions
 * used without a closure have no upvalues. A refusal reports the beginning of the function's code.
 *
 * @spec VERIFY-15
 */
final class Declarations {
    private final Module module;
    private final long[] starts;

    Declarations(Module module) {
        this.module = module;
        this.starts = new long[module.functions().size()];
        for (int k = 1; k < starts.length; k++) {
            starts[k] = starts[k - 1] + function(k - 1).code().length;
        }
    }

    void check() {
        for (int k = 0; k < starts.length; k++) {
            checkSignature(k, function(k).signature());
        }
        module.inits().forEach(this::checkInit);
        if (module.entry() != Module.NO_ENTRY) {
            checkEntry(module.entry());
        }
        for (Module.Export export : module.exports()) {
            if (export.kind() == Module.Kind.FUNCTION) {
                checkUpvalues(export.function(), "export " + export.name());
            }
        }
        module.types().forEach(this::checkType);
    }

    private FunctionDef function(int index) {
        return module.functions().get(index);
    }

    private void checkInit(int index) {
        if (function(index).arity() != 0) {
            throw refused("init-arity", index, "an initialiser has no parameters, this one has "
                    + function(index).arity());
        }
        checkUpvalues(index, "an initialiser");
    }

    private void checkEntry(int index) {
        if (function(index).arity() > 1) {
            throw refused("entry-arity", index, "the entry has at most one parameter, the arguments, this one has "
                    + function(index).arity());
        }
        checkUpvalues(index, "the entry");
    }

    private void checkType(TypeDef type) {
        if (type instanceof TypeDef.Struct struct) {
            for (TypeDef.Method method : struct.methods()) {
                checkSignature(method.function(), method.signature());
                checkUpvalues(method.function(), "method " + method.name());
            }
            if (struct.drop() != TypeDef.NONE) {
                checkDrop(struct.drop(), "the drop function of " + struct.name());
            }
        }
    }

    private void checkDrop(int index, String use) {
        if (function(index).arity() != 1) {
            throw refused("drop-arity", index, "%s has one parameter, the object, this one has %d"
                    .formatted(use, function(index).arity()));
        }
        checkUpvalues(index, use);
    }

    private void checkSignature(int index, int signature) {
        if (signature == TypeDef.NONE) {
            return;
        }
        int parameters = ((TypeDef.Signature) module.types().get(signature)).parameters().size();
        if (parameters != function(index).arity()) {
            throw refused("signature-arity", index, "the signature has %d parameters, the function %d"
                    .formatted(parameters, function(index).arity()));
        }
    }

    private void checkUpvalues(int index, String use) {
        if (function(index).upvalues() > 0) {
            throw refused("closure-upvalues", index,
                    "as %s it has no closure to take %d upvalues from".formatted(use, function(index).upvalues()));
        }
    }

    private RejectException refused(String code, int index, String message) {
        String name = function(index).name().isEmpty() ? "function " + index : "function " + function(index).name();
        return RejectException.invalidAt(code, starts[index], name + ": " + message);
    }
}
