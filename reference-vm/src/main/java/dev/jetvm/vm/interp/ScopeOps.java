package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Executes the instructions of family {@code scopes}.
 *
 * @spec ISA-54
 */
final class ScopeOps {
    private final Scopes scopes;

    ScopeOps(Scopes scopes) {
        this.scopes = scopes;
    }

    void execute(Opcode op) {
        switch (op) {
            case ENTER_SCOPE -> scopes.enter();
            case LEAVE_SCOPE -> scopes.leave();
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
