package dev.jetvm.vm.assembly;

/** Scans a text line by line. Offsets are UTF-16 code units of the text. */
final class Cursor {
    private final String text;
    private int at;
    private int end;
    private int next;
    private int lines;

    Cursor(String text) {
        this.text = text;
    }

    /** Advances to the next line. Returns false at the end of the text. */
    boolean nextLine() {
        if (next > text.length() || next == text.length() && next > 0) {
            return false;
        }
        at = next;
        int feed = text.indexOf('\n', at);
        end = feed < 0 ? text.length() : feed;
        next = end + 1;
        lines++;
        return true;
    }

    /** Skips blanks and returns the offset of the next word. */
    int place() {
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Returns whether the rest of the line is empty or a comment. */
    boolean done() {
        place();
        return at >= end || text.charAt(at) == ';';
    }

    /** Returns the next character of the line after blanks, or NUL at its end. */
    char peek() {
        return done() ? '\0' : text.charAt(at);
    }

    /** Returns the next character, including blanks, or NUL at the end of the line. */
    char raw() {
        return at < end ? text.charAt(at) : '\0';
    }

    void skip() {
        at++;
    }

    boolean atEnd() {
        return at >= end;
    }

    int here() {
        return at;
    }

    /** Consumes one character of any kind. An unpaired surrogate counts as a character. */
    int scalar() {
        int scalar = text.codePointAt(at);
        at += Character.charCount(scalar);
        return scalar;
    }

    boolean take(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    void expect(char c) {
        if (!take(c)) {
            throw syntax("'" + c + "' is expected here, not " + found());
        }
    }

    Fault syntax(String message) {
        return new Fault(Fault.Code.SYNTAX, place(), message);
    }

    /** Describes the next word or character in a message. */
    String found() {
        if (done()) {
            return "the end of the line";
        }
        int stop = at + Character.charCount(text.codePointAt(at));
        while (stop < end && isWordPart(text.charAt(at)) && isWordPart(text.charAt(stop)) && stop - at < 40) {
            stop++;
        }
        return "'" + text.substring(at, Math.min(stop, end)) + "'";
    }

    static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    boolean atWord() {
        return isWordStart(peek());
    }

    boolean atNumber() {
        char c = peek();
        return isDigit(c) || c == '-' && at + 1 < end && isDigit(text.charAt(at + 1));
    }

    /** Consumes letters, digits and underscores. The result may be empty. */
    String run() {
        place();
        int start = at;
        while (at < end && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Consumes what may be a number: a run that also admits points, and signs after an e. */
    String numeral() {
        int start = at;
        while (at < end && (isWordPart(text.charAt(at)) || text.charAt(at) == '.' || isExponentSign(start))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isExponentSign(int start) {
        char c = text.charAt(at);
        return (c == '+' || c == '-') && at > start + 1 && text.charAt(at - 1) == 'e' && isDigit(text.charAt(start));
    }

    /** Returns the number of lines begun. */
    int lines() {
        return lines;
    }

    boolean isAt(int place, char c) {
        return text.charAt(place) == c;
    }

    /** Consumes a word: a letter or underscore, then letters, digits and underscores. */
    String word(String what) {
        if (!atWord()) {
            throw syntax(what + " is expected here, not " + found());
        }
        return run();
    }

    /** Consumes a word or a quoted string. */
    String name(String what) {
        return peek() == '"' ? quoted(what) : word(what);
    }

    String quoted(String what) {
        if (peek() != '"') {
            throw syntax(what + " in quotes is expected here, not " + found());
        }
        return Literals.quoted(this, '"');
    }

    /** Consumes a number of decimal digits, or of hexadecimal digits after {@code 0x}. */
    long number(String what, long least, long most) {
        int start = place();
        if (!atNumber()) {
            throw syntax(what + " is expected here, not " + found());
        }
        boolean negative = take('-');
        String digits = run();
        long number = Literals.whole(digits, negative, start);
        if (number < least || number > most) {
            throw new Fault(Fault.Code.RANGE, start,
                    what + " is " + least + " to " + most + ", not " + (negative ? "-" : "") + digits);
        }
        return number;
    }

    /** Consumes a code offset: four to fifteen hexadecimal digits in lower case, the first of them a decimal digit. */
    long offset() {
        int start = place();
        String digits = run();
        if (!isOffset(digits)) {
            at = start;
            throw syntax("an offset such as 000a is expected here, not " + found());
        }
        return Long.parseLong(digits, 16);
    }

    static boolean isOffset(String digits) {
        return digits.length() >= 4 && digits.length() <= 15 && isDigit(digits.charAt(0))
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !(c >= 'A' && c <= 'F'));
    }

    /** Moves to an offset in the current line. */
    void seek(int place) {
        at = place;
    }

    /** Requires that the rest of the line is empty or a comment. */
    void finish() {
        if (!done()) {
            throw syntax("nothing more is expected on this line, not " + found());
        }
    }
}
