package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.panic.RejectException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses option values. Every method throws a {@link RejectException} {@code option-value} for an invalid value and
 * returns the given default for a missing option.
 *
 * @spec CFG-09a
 */
public final class OptionReader {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19})([KMG]?)");

    private final Map<String, String> options;

    public OptionReader(Map<String, String> options) {
        this.options = options;
    }

    /** Reads a size below 2^62: decimal digits with an optional suffix K, M or G for a power of 1024 (ERR-184). */
    long size(String name, long otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw refused(name, text, "digits with an optional K, M or G");
        }
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + "KMG".indexOf(matcher.group(2)));
        BigInteger size = new BigInteger(matcher.group(1)).shiftLeft(shift);
        if (size.bitLength() > 62) {
            throw refused(name, text, "below 2^62");
        }
        return size.longValueExact();
    }

    int number(String name, int otherwise, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        boolean legal = text.matches("[0-9]{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
        if (!legal) {
            throw refused(name, text, "a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /** Reads {@code true} or {@code false}. */
    public boolean truth(String name, boolean otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(name, text, "true or false");
        }
        return text.equals("true");
    }

    /** Reads a list of words separated by commas; empty if the option is missing or empty. */
    List<String> words(String name) {
        String text = options.get(name);
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static RejectException refused(String name, String text, String wanted) {
        return RejectException.invalid("option-value", name + " is \"" + text + "\", wanted: " + wanted);
    }
}
