package dev.jetvm.conformance.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a program does according to a model.
 *
 * @param printed the lines of its output
 * @param panic the code of the panic that ends it, or an empty text
 * @param result the int that the entry function returns, or the status of {@code exit}; null if the model does not say
 */
public record Run(List<String> printed, String panic, @Nullable Integer result) {
    public static Run returned(List<String> printed) {
        return new Run(printed, "", null);
    }

    public static Run returned(List<String> printed, int result) {
        return new Run(printed, "", result);
    }

    public static Run panicked(List<String> printed, String code) {
        return new Run(printed, code, null);
    }
}
