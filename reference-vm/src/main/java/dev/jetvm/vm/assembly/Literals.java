package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;

/** Reads and writes string, character and number literals. */
final class Literals {
    private static final int SCALAR_MAX = 0x10FFFF;
    private static final long TOO_LARGE = Long.MAX_VALUE;

    private Literals() {}

    /** Reads a string between two marks. The cursor is before the first mark. */
    static String quoted(Cursor cursor, char mark) {
        int start = cursor.place();
        cursor.expect(mark);
        StringBuilder out = new StringBuilder();
        while (cursor.raw() != mark || cursor.atEnd()) {
            if (cursor.atEnd()) {
                throw new Fault(Code.SYNTAX, start, "this has no closing " + mark + " on its line",
                        "A line feed inside is written \\n.");
            }
            out.appendCodePoint(scalar(cursor));
        }
        cursor.skip();
        return out.toString();
    }

    /** Reads one character or escape. */
    private static int scalar(Cursor cursor) {
        int start = cursor.here();
        int scalar = cursor.scalar();
        if (scalar >= Character.MIN_SURROGATE && scalar <= Character.MAX_SURROGATE) {
            throw new Fault(Code.SYNTAX, start, "half of a surrogate pair is no character");
        }
        return scalar == '\\' ? escape(cursor, start) : scalar;
    }

    private static int escape(Cursor cursor, int start) {
        if (cursor.atEnd()) {
            throw new Fault(Code.SYNTAX, start, "nothing follows the backslash");
        }
        int kind = cursor.scalar();
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> 0;
            case '\\', '"', '\'' -> kind;
            case 'u' -> unicode(cursor, start);
            default -> throw new Fault(Code.SYNTAX, start, "there is no escape \\" + Character.toString(kind),
                    "Escapes are \\n \\t \\r \\0 \\\\ \\\" \\' and \\u{1F600}.");
        };
    }

    private static int unicode(Cursor cursor, int start) {
        if (cursor.raw() != '{') {
            throw new Fault(Code.SYNTAX, start, "\\u is followed by a number in braces, such as \\u{1F600}");
        }
        cursor.skip();
        long number = 0;
        int digits = 0;
        while (cursor.raw() < 0x80 && Character.digit(cursor.raw(), 16) >= 0) {
            number = Math.min(TOO_LARGE >> 4, number << 4 | Character.digit(cursor.raw(), 16));
            cursor.skip();
            digits++;
        }
        if (digits == 0 || cursor.raw() != '}') {
            throw new Fault(Code.SYNTAX, start, "\\u is followed by a number in braces, such as \\u{1F600}");
        }
        cursor.skip();
        if (number > SCALAR_MAX || number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
            throw new Fault(Code.RANGE, start, "there is no character with this number");
        }
        return (int) number;
    }

    /** Parses an int. A number outside the range of long is returned as the greatest or smallest long. */
    static long whole(String digits, boolean negative, int start) {
        boolean hex = digits.startsWith("0x");
        int radix = hex ? 16 : 10;
        String plain = hex ? digits.substring(2) : digits;
        if (plain.isEmpty() || !plain.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            throw new Fault(Code.SYNTAX, start, "'" + digits + "' is no number");
        }
        try {
            return Long.parseLong(negative ? "-" + plain : plain, radix);
        } catch (NumberFormatException e) {
            return negative ? Long.MIN_VALUE : TOO_LARGE;
        }
    }

    /** Returns a quoted string that reads back unchanged. Characters outside printable ASCII are escaped. */
    static String quote(String text, char mark) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(mark);
        text.codePoints().forEach(scalar -> append(out, scalar, mark));
        return out.append(mark).toString();
    }

    private static void append(StringBuilder out, int scalar, char mark) {
        switch (scalar) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0 -> out.append("\\0");
            case '\\' -> out.append("\\\\");
            default -> {
                if (scalar == mark) {
                    out.append('\\').append(mark);
                } else if (isPlain(scalar)) {
                    out.appendCodePoint(scalar);
                } else {
                    out.append("\\u{").append(Integer.toHexString(scalar)).append('}');
                }
            }
        }
    }

    /**
     * Printable ASCII is written unchanged, everything else by number. The rule does not depend on the Unicode version.
     */
    private static boolean isPlain(int scalar) {
        return scalar >= ' ' && scalar < 0x7F;
    }

    /** Returns a name as a word if it has that form, otherwise in quotes. */
    static String name(String name) {
        boolean word = !name.isEmpty() && Cursor.isWordStart(name.charAt(0))
                && name.chars().allMatch(c -> Cursor.isWordPart((char) c));
        return word ? name : quote(name, '"');
    }

    /** Formats an offset with at least four digits, the first of them a decimal digit. */
    static String offset(long offset) {
        String digits = Long.toHexString(offset);
        String padded = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
        return Cursor.isDigit(padded.charAt(0)) ? padded : "0" + padded;
    }
}
