package dev.jetvm.spec.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A normative clause of the book.
 *
 * @param id {@code HDR-03}, or {@code VAL-05a} for a part of the requirement {@code VAL-05}
 * @param title the block title; without one, the first sentence of the text
 * @param chapter title of the chapter, without its number
 * @param page stem of the chapter's file and page: {@code object-headers}
 * @param text its source, not normalised
 * @param since version of the specification that introduced it
 * @param errata the errata that it resolves
 * @param untestable the reason why no case can test it
 */
public record Clause(String id, Level level, String title, String chapter, String page, Place place, String text,
        String since, List<String> errata, Optional<String> untestable) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern HIDDEN_TERM = Pattern.compile("\\(\\(\\(.*?\\)\\)\\)");
    private static final Pattern SENTENCE_END = Pattern.compile("[.:;](?:\\s|$)");
    private static final Pattern MARKUP = Pattern.compile("[`*_^~]|<<[^>]*>>");

    /** Its location in the rendered book: {@code object-headers.html#HDR-03}. */
    public String anchor() {
        return page + ".html#" + id;
    }

    /** The requirement of the catalogue that the clause states in whole or in part. */
    public String requirement() {
        return Character.isDigit(id.charAt(id.length() - 1)) ? id : id.substring(0, id.length() - 1);
    }

    /**
     * SHA-256 of the text in hexadecimal. Line breaks and hidden index terms do not affect it; every other change of the text
     * does.
     */
    public String hash() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(normalised(text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String normalised(String text) {
        return SPACE.matcher(HIDDEN_TERM.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    }

    /** The title of a clause without a block title: the first sentence of its text without markup. */
    public static String titleFrom(String text) {
        String plain = MARKUP.matcher(normalised(text)).replaceAll("");
        var end = SENTENCE_END.matcher(plain);
        return end.find() ? plain.substring(0, end.start()) : plain;
    }
}
