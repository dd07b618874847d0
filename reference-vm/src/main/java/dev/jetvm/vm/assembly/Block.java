package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import java.util.Set;

/** What stands between a directive that opens something and {@link TextReader#END}. */
interface Block {

    /** Reads a line; the cursor is at its first word. */
    void line();

    /** Directives that stand inside. */
    Set<String> directives();

    /** Whether something has been given; then giving it again is a fault. */
    static void once(boolean given, int place, String what) {
        if (given) {
            throw new Fault(Code.DUPLICATE, place, what + " is given already");
        }
    }
}
