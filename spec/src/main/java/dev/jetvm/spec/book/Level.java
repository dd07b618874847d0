package dev.jetvm.spec.book;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The requirement level of a clause. It must equal the strongest keyword of the clause's text. */
public enum Level {
    MUST, SHOULD, MAY;

    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private final Pattern keyWord = Pattern.compile("\\b" + name() + "\\b");

    /** The level as written in the sources and in {@code rules.json}: {@code must}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Level> ofWord(String word) {
        return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    /** The strongest keyword of a clause's text outside code; empty if there is none. */
    public static Optional<Level> ofText(String text) {
        String prose = CODE.matcher(text).replaceAll("");
        return Arrays.stream(values()).filter(level -> level.keyWord.matcher(prose).find()).findFirst();
    }
}
