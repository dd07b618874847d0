package dev.jetvm.conformance.corpus;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a program can see how values are represented, so that it is a case in the NaN profile too. It can if
 * its family is about the words themselves ({@link #FAMILIES}), if it runs under collections at chosen moments, which
 * find references by their words, or if its text names a value whose word differs in more than a tag: a float, an
 * integer outside 32 bits, a character, a symbol or a weak reference. Everything else does the same with any word.
 *
 * <p>A program for which this rule is wrong says so in its header: {@code profiles: tagged nan}.
 */
final class Representation {
    /**
     * Families whose operations read or write the word of any value: operators, constants, cells of closures, elements
     * and fields, the collector. {@code real} is the sample of whole programs.
     */
    private static final Set<String> FAMILIES = Set.of("aggregates", "arithmetic", "closures", "comparison",
            "constants", "finalizers", "memory", "real", "structs", "values");
    /** A string, a character, a comment or a word. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.[^']*|[^'\\\\]+)'|;[^\\n]*|[^\\s()\"';]+");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("-?(?:[0-9]+(?:\\.[0-9]+)?(?:e-?[0-9]+)?f?|(?:inf|nan)f?)");
    private static final Set<String> WORDS = Set.of("float32", "float64", "weak");
    /** Integers of 32 bits are immediate in both profiles. */
    private static final int IMMEDIATE_BITS = 31;

    private Representation() {}

    /**
     * Whether the program is a case in every profile.
     *
     * @param family name of its folder
     * @param stressed whether its parameters request collections
     * @param text the text without its header
     */
    static boolean seenBy(String family, boolean stressed, String text) {
        if (stressed || FAMILIES.contains(family)) {
            return true;
        }
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            if (differs(tokens.group())) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(String token) {
        return switch (token.charAt(0)) {
            case '"', ';' -> false;
            case '\'', '#' -> true;
            default -> INTEGER.matcher(token).matches()
                    ? new BigInteger(token).bitLength() > IMMEDIATE_BITS
                    : FLOAT.matcher(token).matches() || WORDS.contains(token);
        };
    }
}
