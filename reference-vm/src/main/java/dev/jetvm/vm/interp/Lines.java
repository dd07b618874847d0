package dev.jetvm.vm.interp;

import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.FunctionLines;
import dev.jetvm.vm.module.Module.Mapping;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds source positions of instructions.
 *
 * @spec DBG-01
 */
public final class Lines {
    private Lines() {}

    /** Returns the last mapping of a function at or before an offset, or null. */
    public static @Nullable Mapping find(Module module, int function, int offset) {
        if (module.debug().isEmpty()) {
            return null;
        }
        List<FunctionLines> functions = module.debug().get().functions();
        int at = search(functions.size(), k -> functions.get(k).function() <= function);
        if (at < 0 || functions.get(at).function() != function) {
            return null;
        }
        List<Mapping> mappings = functions.get(at).mappings();
        int found = search(mappings.size(), k -> mappings.get(k).offset() <= offset);
        return found < 0 ? null : mappings.get(found);
    }

    /** Returns the last index of an ascending list for which a predicate holds, or -1. */
    private static int search(int size, IntPredicate holds) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
