package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * The function or global that an import is resolved to.
 *
 * @spec MOD-09
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-12f
 * @spec ERR-242
 */
public sealed interface ImportCell {

    /** Returns the value of the import. @throws PanicException {@code uninitialized-export} */
    long get();

    /** @param word the word of the function; immortal */
    record OfFunction(long word) implements ImportCell {
        @Override
        public long get() {
            return word;
        }
    }

    record OfValue(GlobalCell cell, String module) implements ImportCell {
        @Override
        public long get() {
            long word = cell.get();
            if (word == GlobalCell.UNDEFINED) {
                throw new PanicException(PanicCode.UNINITIALIZED_EXPORT,
                        module + " has not given " + cell.name + " a value yet");
            }
            return word;
        }
    }
}
