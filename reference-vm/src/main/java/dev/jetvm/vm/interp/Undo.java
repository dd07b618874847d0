package dev.jetvm.vm.interp;

/**
 * Takes an instruction back that a limit of the world outside stopped before it had any effect.
 *
 * @spec INTERP-15
 */
public final class Undo {
    private Undo() {}

    /**
     * The instruction that was begun last comes next again. Its operands are still on the stack: instructions that write take
     * them away when they have written.
     */
    public static void lastInstruction(Interpreter in) {
        in.stack.next = in.stack.pc;
        in.stack.suspend(true);
    }
}
