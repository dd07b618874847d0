package dev.jetvm.vm.assembly;

/** Reads the words of one line after the other. */
final class Cursor {
    private final String text;
    private int at;
    private int end;
    private int next;
    private int lines;

    Cursor(String text) {
        this.text = text;
    }

    /** Goes to the next line. */
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

    /** Where the next word begins. */
    int place() {
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Whether nothing but a comment is left. */
    boolean done() {
        place();
        return at >= end || text.charAt(at) == ';';
    }

    /** The next character of the line after blanks; NUL at its end. */
    char peek() {
        return done() ? '\0' : text.charAt(at);
    }

    /** The next character, blanks too; NUL at the end of the line. */
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

    /** Takes one character, whatever it is; half of a pair if the other half is not there. */
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

    /** For messages: what stands here. */
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

    /** The letters, digits and underscores that stand here, perhaps none. */
    String run() {
        place();
        int start = at;
        while (at < end && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** What may be a number: a run with points, and signs behind an e. */
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

    /** Lines that were begun. */
    int lines() {
        return lines;
    }

    boolean isAt(int place, char c) {
        return text.charAt(place) == c;
    }

    /** A word: a letter or underscore, then letters, digits and underscores. */
    String word(String what) {
        if (!atWord()) {
            throw syntax(what + " is expected here, not " + found());
        }
        return run();
    }

    /** A word or a text in quotes. */
    String name(String what) {
        return peek() == '"' ? quoted(what) : word(what);
    }

    String quoted(String what) {
        if (peek() != '"') {
            throw syntax(what + " in quotes is expected here, not " + found());
        }
        return Literals.quoted(this, '"');
    }

    /** A number of digits, or of hexadecimal digits behind {@code 0x}. */
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

    /** A place in code: four hexadecimal digits or more, the first of them a decimal digit. */
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

    /** Goes back (or on) to a place of this line. */
    void seek(int place) {
        at = place;
    }

    /** The rest of the line has to be a comment or nothing. */
    void finish() {
        if (!done()) {
            throw syntax("nothing more is expected on this line, not " + found());
        }
    }
}
