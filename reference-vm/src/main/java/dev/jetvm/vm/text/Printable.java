package dev.jetvm.vm.text;

import java.util.HexFormat;

/**
 * Escapes strings that come from programs, modules, files and agents for display on a terminal or in a log. Characters
 * that a terminal would interpret, or that change the direction of text, are replaced by their numbers. Line feeds and
 * tabs are kept, since they structure the text.
 */
public final class Printable {
    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    /** Escapes control characters as the text form does: a backslash, {@code u}, and the number in braces. */
    public static String text(String text) {
        if (text.codePoints().noneMatch(Printable::isControl)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(scalar -> {
            if (isControl(scalar)) {
                shown.append("\\u{").append(Integer.toHexString(scalar)).append('}');
            } else {
                shown.appendCodePoint(scalar);
            }
        });
        return shown.toString();
    }

    /**
     * Escapes control characters of a line of JSON, which occur only in strings, by JSON escapes. The value is
     * unchanged.
     */
    public static String json(String line) {
        if (line.codePoints().noneMatch(Printable::isControl)) {
            return line;
        }
        StringBuilder shown = new StringBuilder(line.length() + 16);
        for (char unit : line.toCharArray()) {
            // Each surrogate is escaped, paired or not; an escaped pair denotes the same character.
            if (isControl(unit)) {
                shown.append("\\u").append(HEX.toHexDigits(unit));
            } else {
                shown.append(unit);
            }
        }
        return shown.toString();
    }

    /**
     * Returns whether a code point is in C0 other than tab and line feed, is DEL, in C1, a directional mark, a line or
     * paragraph separator, or a surrogate.
     */
    private static boolean isControl(int scalar) {
        return switch (Character.getType(scalar)) {
            case Character.CONTROL -> scalar != '\n' && scalar != '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> scalar == 0x061C || scalar == 0x200E || scalar == 0x200F || scalar >= 0x202A && scalar <= 0x202E
                    || scalar >= 0x2066 && scalar <= 0x2069;
        };
    }
}
