package dev.jetvm.vm.text;

import java.util.HexFormat;

/**
 * Shows strings that come from programs, modules, files and agents on a terminal or in a log: what a terminal would obey, or
 * what would turn a line around, is written by its number. Line feeds and tabs stay, for they are the structure of what is
 * shown.
 */
public final class Printable {
    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    /** With controls as the text form escapes them: a backslash, {@code u}, and the number in braces. */
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

    /** A line of JSON, in which such characters stand only inside of strings, with their JSON escapes; the value is the same. */
    public static String json(String line) {
        if (line.codePoints().noneMatch(Printable::isControl)) {
            return line;
        }
        StringBuilder shown = new StringBuilder(line.length() + 16);
        for (char unit : line.toCharArray()) {
            // Half of a pair is escaped whether the other half is there or not: together they are the same character.
            if (isControl(unit)) {
                shown.append("\\u").append(HEX.toHexDigits(unit));
            } else {
                shown.append(unit);
            }
        }
        return shown.toString();
    }

    /** C0 but tab and line feed, DEL, C1, marks of direction, separators of lines, halves of surrogate pairs. */
    private static boolean isControl(int scalar) {
        return switch (Character.getType(scalar)) {
            case Character.CONTROL -> scalar != '\n' && scalar != '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> scalar == 0x061C || scalar == 0x200E || scalar == 0x200F || scalar >= 0x202A && scalar <= 0x202E
                    || scalar >= 0x2066 && scalar <= 0x2069;
        };
    }
}
