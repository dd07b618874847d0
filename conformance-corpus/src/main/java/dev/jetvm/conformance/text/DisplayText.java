package dev.jetvm.conformance.text;

import java.util.List;

/**
 * Makes text of unknown origin safe to show: the answers, names and standard error of an agent, the output of programs,
 * lines of files. A terminal executes control characters, and a reader is misled by text whose direction is overridden.
 *
 * <p>Escaped as {@code \}{@code u001b}, which is also the escape of JSON, are
 * <ul>
 * <li>C0 controls (U+0000 to U+001F) and DEL</li>
 * <li>C1 controls (U+0080 to U+009F)</li>
 * <li>line and paragraph separators (U+2028, U+2029)</li>
 * <li>bidirectional controls (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069)</li>
 * <li>the byte order mark, and the noncharacters U+FFFE and U+FFFF, which XML cannot represent</li>
 * <li>unpaired surrogates, which UTF-8 cannot represent</li>
 * </ul>
 */
public final class DisplayText {
    private static final int LAST_LINES = 5;
    private static final int LAST_WIDTH = 300;
    private static final String ELLIPSIS = "...";
    private static final char REPLACEMENT = '\uFFFD';

    private DisplayText() {}

    /** The text for one line of output: every character of the list above is escaped, line feeds and tabs included. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text for several lines of output: as {@link #line}, but line feeds remain. */
    public static String block(String text) {
        return escaped(text, true);
    }

    /** The text for one line within HTML, as content or as the value of an attribute in double quotes. */
    public static String html(String text) {
        return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The last lines that are not blank, at most five, each cut to 300 code units: the end of the standard error of an agent. */
    public static List<String> lastLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).map(line -> cut(line, LAST_WIDTH)).toList();
    }

    /**
     * The first {@code most} UTF-16 code units, followed by three dots if something was removed. A surrogate pair is never
     * divided.
     *
     * @param most at least 1
     */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean divides = Character.isHighSurrogate(text.charAt(most - 1))
                && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, divides ? most - 1 : most) + ELLIPSIS;
    }

    /** The text with U+FFFD in place of each unpaired surrogate: it can be encoded in UTF-8. */
    public static String wellFormed(String text) {
        int first = unpairedSurrogate(text);
        if (first < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return out.toString();
    }

    /** Index of the first surrogate that is not part of a pair; -1 if there is none. */
    public static int unpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static String escaped(String text, boolean lineFeeds) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at), lineFeeds)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, at);
        text.substring(at).codePoints().forEach(c -> {
            if (isHarmful(c) && !(lineFeeds && c == '\n')) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isPlain(char c, boolean lineFeeds) {
        return c >= 0x20 && c < 0x7F || lineFeeds && c == '\n';
    }

    private static boolean isHarmful(int c) {
        return c < 0x20 || c >= 0x7F && c <= 0x9F || c == 0x061C || c == 0x200E || c == 0x200F
                || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || isSurrogate(c) || c == 0xFEFF
                || c == 0xFFFE || c == 0xFFFF;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
