package dev.jetvm.runtime.value;

import java.util.Locale;

/**
 * The kind of a word, determined by the word alone.
 *
 * @spec VAL-16
 */
public enum Kind {
    INT, BOOL, NIL, FLOAT32, CHAR, SYMBOL, STRING, REF, FLOAT64, MALFORMED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
