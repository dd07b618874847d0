package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import java.util.Set;

/** The lines between an opening directive and {@link TextReader#END}. */
interface Block {

    /** Reads a line. The cursor is at its first word. */
    void line();

    /** Returns the directives permitted inside the block. */
    Set<String> directives();

    /**
     * Rejects a repeated item.
     *
     * @param given whether the item has been given before
     */
    static void once(boolean given, int place, String what) {
        if (given) {
            throw new Fault(Code.DUPLICATE, place, what + " is given already");
        }
    }
}
